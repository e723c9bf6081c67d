import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { numberParameter } from './number-parameter.ts';

const schema = z.object({ limit: numberParameter(z.number().int().min(-5).max(10)).optional() });

describe('a number in a query', () => {
  it.each([
    ['7', 7],
    ['-3', -3],
    ['007', 7],
    ['4.0', 4],
    [7, 7],
    [undefined, undefined],
  ])('takes %j as %j', (given, taken) => {
    expect(schema.parse({ limit: given }).limit).toBe(taken);
  });

  it('may be left out', () => {
    expect(schema.parse({})).toEqual({});
    expect(z.object({ limit: numberParameter(z.number()).prefault(5) }).parse({})).toEqual({ limit: 5 });
  });

  it.each([
    '',
    ' ',
    ' 7',
    '1e1',
    '0x5',
    '7.',
    '.5',
    'seven',
    '2.5',
    '11',
    '-6',
    null,
    true,
    false,
    [],
    ['7'],
    {},
  ])('refuses %j, naming it', (given) => {
    const { error } = schema.safeParse({ limit: given });
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.path).toEqual(['limit']);
  });

  it('is described as the number that it is', () => {
    expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({
      properties: { limit: { type: 'integer', minimum: -5, maximum: 10 } },
    });
  });
});
