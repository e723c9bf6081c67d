import { alternatives, resolveSchema } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** Makes the value of a place in the answer that a candidate has nothing fitting for. */
export type FillIn = (schema: JsonSchema, path: readonly string[]) => unknown;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Fits a candidate to a schema: keeps what is valid, drops unknown properties, and fills in what is missing or of
 * the wrong type. The result follows the schema whenever `fillIn` does.
 */
export function conformToSchema(
  candidate: unknown,
  schema: JsonSchema,
  root: JsonSchema,
  fillIn: FillIn,
  path: readonly string[] = [],
): unknown {
  const resolved = resolveSchema(schema, root);
  const fitting = alternatives(resolved)
    .map((option) => resolveSchema(option, root))
    .find((option) => hasType(candidate, option));
  if (fitting === undefined) return fillIn(resolved, path);
  if (isRecord(candidate) && fitting.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(fitting.properties).map(([key, child]) => [
        key,
        conformToSchema(candidate[key], child, root, fillIn, [...path, key]),
      ]),
    );
  }
  if (Array.isArray(candidate) && fitting.items !== undefined) {
    const { items } = fitting;
    return candidate
      .slice(0, fitting.maxItems ?? Infinity)
      .map((entry, index) => conformToSchema(entry, items, root, fillIn, [...path, String(index)]));
  }
  return candidate;
}

function hasType(value: unknown, schema: JsonSchema): boolean {
  if (schema.const !== undefined) return value === schema.const;
  if (schema.enum !== undefined) return schema.enum.includes(value);
  switch (schema.type) {
    case 'null':
      return value === null;
    case 'string':
      return (
        typeof value === 'string' &&
        value.length <= (schema.maxLength ?? Infinity) &&
        value.length >= (schema.minLength ?? 0)
      );
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && inRange(value, schema);
    case 'number':
      return typeof value === 'number' && inRange(value, schema);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value) && value.length >= (schema.minItems ?? 0);
    default:
      return (
        isRecord(value) ||
        (schema.type === undefined && schema.properties === undefined && value !== undefined)
      );
  }
}

const inRange = (value: number, schema: JsonSchema): boolean =>
  value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
