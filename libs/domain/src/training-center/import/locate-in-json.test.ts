import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfJsonValue, locateInJson } from './locate-in-json.ts';

type Way = (string | number)[];

/** The ways to all values in a JSON value. */
function ways(value: unknown, way: Way = []): Way[] {
  if (typeof value !== 'object' || value === null) return [way];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [way, ...entries.flatMap(([key, part]) => ways(part, [...way, key]))];
}

const at = (value: unknown, way: Way): unknown =>
  way.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  );

describe('the place of a field in a JSON text', () => {
  it('is where its value begins, for every field of any text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const parsed: unknown = JSON.parse(text);
        for (const way of ways(parsed)) {
          const offset = locateInJson(text, way);
          expect(JSON.parse(text.slice(offset, endOfJsonValue(text, offset)))).toStrictEqual(at(parsed, way));
        }
      }),
    );
  });

  it('is that of the object around a field that is missing', () => {
    expect(locateInJson('{"messages": [{"role": "user"}]}', ['messages', 0, 'content'])).toBe(14);
  });
});
