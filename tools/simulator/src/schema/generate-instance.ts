import { createRandom, pick } from '../hashing/random.ts';
import { generateNumber } from './generate-number.ts';
import { alternatives, resolveSchema } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** What an instance is made from. */
export interface InstanceSource {
  /** The same seed gives the same instance. */
  readonly seed: string;
  /** A text for a string property, derived from the prompt. */
  readonly textFor: (path: readonly string[], schema: JsonSchema) => string;
  /** Entries that the prompt lists (candidates to judge, for instance): an array at the top gets one each. */
  readonly listed: readonly unknown[];
  /** How good what the prompt shows is, 0–1: scores lie around it. */
  readonly quality: number;
}

const deepest = 12;

/** Makes a valid instance of a schema, the same for the same source: scores vary plausibly, texts come from the prompt. */
export function generateInstance(
  schema: JsonSchema,
  root: JsonSchema,
  source: InstanceSource,
  path: readonly string[] = [],
): unknown {
  const resolved = resolveSchema(schema, root);
  const random = createRandom(`${source.seed} ${path.join('.')}`);
  if (resolved.const !== undefined) return resolved.const;
  if (resolved.enum !== undefined && resolved.enum.length > 0) return pick(resolved.enum, random);
  const options = alternatives(resolved).map((option) => resolveSchema(option, root));
  if (options.length > 1) {
    const filled = options.filter(({ type }) => type !== 'null');
    const chosen = path.length > deepest ? options.find(({ type }) => type === 'null') : filled[0];
    return generateInstance(chosen ?? options[0] ?? {}, root, source, path);
  }
  const [only = resolved] = options;
  switch (only.type) {
    case 'array':
      return generateArray(only, root, source, path, random);
    case 'string':
      return generateString(only, source, path);
    case 'integer':
    case 'number':
      return generateNumber(only, path, source, random);
    case 'boolean':
      return random() < 0.3 + 0.6 * source.quality;
    case 'null':
      return null;
    default:
      return Object.fromEntries(
        Object.entries(only.properties ?? {}).map(([key, child]) => [
          key,
          generateInstance(child, root, source, [...path, key]),
        ]),
      );
  }
}

function generateArray(
  schema: JsonSchema,
  root: JsonSchema,
  source: InstanceSource,
  path: readonly string[],
  random: () => number,
): unknown[] {
  const least = schema.minItems ?? 0;
  const most = Math.min(schema.maxItems ?? 50, Math.max(least, 50));
  const usual =
    path.length === 1 && source.listed.length > 0 ? source.listed.length : 2 + Math.floor(random() * 2);
  const length = path.length > deepest ? least : Math.min(most, Math.max(least, usual));
  return Array.from({ length }, (_, index) =>
    generateInstance(schema.items ?? { type: 'string' }, root, source, [...path, String(index)]),
  );
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T12:00:00Z',
  date: '2026-01-01',
  time: '12:00:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function generateString(schema: JsonSchema, source: InstanceSource, path: readonly string[]): string {
  const formatted = schema.format === undefined ? undefined : formats[schema.format];
  if (formatted !== undefined) return formatted;
  const text = source.textFor(path, schema).slice(0, schema.maxLength ?? 2000);
  return text.padEnd(schema.minLength ?? 0, '.');
}
