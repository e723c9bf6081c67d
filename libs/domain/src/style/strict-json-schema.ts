import { z } from 'zod';

/**
 * The JSON Schema of an object for structured output in strict mode, as OpenAI and compatible servers take it: an
 * object at the root, every property required, no further ones allowed, no dialect marker.
 * @throws Error when the schema cannot be sent in strict mode: an optional property, an open object, a reference at
 *   the root (a schema with a registry id). That is a mistake in our code, so it surfaces when the module is loaded.
 */
export function toStrictJsonSchema(schema: z.ZodObject): Record<string, unknown> {
  const strict: Record<string, unknown> = z.toJSONSchema(schema);
  delete strict.$schema;
  if (strict.type !== 'object') throw new Error('A strict schema has an object at its root.');
  assertStrict(strict, '#');
  return strict;
}

function assertStrict(node: unknown, path: string): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'object') assertClosedObject(node, path);
  for (const [key, value] of Object.entries(node)) assertStrict(value, `${path}/${key}`);
}

function assertClosedObject(node: object, path: string): void {
  const properties =
    'properties' in node && typeof node.properties === 'object' ? (node.properties ?? {}) : {};
  const required = 'required' in node && Array.isArray(node.required) ? node.required : [];
  const missing = Object.keys(properties).filter((name) => !required.includes(name));
  if (missing.length > 0)
    throw new Error(`Strict mode requires every property; at ${path}: ${missing.join(', ')}.`);
  if (!('additionalProperties' in node) || node.additionalProperties !== false) {
    throw new Error(`Strict mode allows no additional properties; at ${path}.`);
  }
}
