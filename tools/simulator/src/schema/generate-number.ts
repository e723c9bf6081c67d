import type { InstanceSource } from './generate-instance.ts';
import type { JsonSchema } from './json-schema.ts';

const scoreName =
  /score|rating|quality|grade|points|coherence|creativity|relevance|engagement|fluency|overall/iu;
const indexName = /^(?:index|id|number|candidate|candidate_index|item|position|example)$/iu;

/**
 * A number for a place in an instance: the position for an index in a list, a value around the quality of what is
 * judged for a score (0–10 unless the schema says otherwise), anything in range else.
 */
export function generateNumber(
  schema: JsonSchema,
  path: readonly string[],
  source: InstanceSource,
  random: () => number,
): number {
  const least =
    schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + 0.1);
  const most =
    schema.maximum ?? (schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - 0.1);
  const name = path.findLast((step) => !/^\d+$/u.test(step)) ?? '';
  const entry = path.findLast((step) => /^\d+$/u.test(step));
  if (indexName.test(name) && entry !== undefined && name === path.at(-1)) {
    return clamp(Number(entry) + (least ?? 0), least, most);
  }
  const described = /0\s*(?:to|-|–|and)\s*1\b/u.test(schema.description ?? '') ? 1 : undefined;
  const low = least ?? 0;
  const high = most ?? described ?? (scoreName.test(name) ? 10 : 100);
  const centre = scoreName.test(name) ? 0.35 + 0.55 * source.quality : 0.5;
  const spread = scoreName.test(name) ? 0.35 : 0.9;
  const share = Math.min(1, Math.max(0, centre + (random() - 0.5) * spread));
  return round(clamp(low + share * (high - low), least, most), schema);
}

const clamp = (value: number, least = -Infinity, most = Infinity): number =>
  Math.min(most, Math.max(least, value));

function round(value: number, schema: JsonSchema): number {
  const step = schema.multipleOf ?? (schema.type === 'integer' ? 1 : 0.1);
  const rounded = Math.round(value / step) * step;
  const inside = clamp(rounded, schema.minimum, schema.maximum);
  return schema.type === 'integer' ? Math.round(inside) : Number(inside.toFixed(6));
}
