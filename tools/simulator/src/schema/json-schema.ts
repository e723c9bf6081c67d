import { z } from 'zod';

/** A JSON schema as far as answers are made from it: the subset that structured outputs allow. */
export interface JsonSchema {
  readonly type?: string | string[] | undefined;
  readonly properties?: Record<string, JsonSchema> | undefined;
  readonly required?: string[] | undefined;
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema | undefined;
  readonly prefixItems?: JsonSchema[] | undefined;
  readonly enum?: unknown[] | undefined;
  readonly const?: unknown;
  readonly anyOf?: JsonSchema[] | undefined;
  readonly oneOf?: JsonSchema[] | undefined;
  readonly allOf?: JsonSchema[] | undefined;
  readonly $ref?: string | undefined;
  readonly $defs?: Record<string, JsonSchema> | undefined;
  readonly definitions?: Record<string, JsonSchema> | undefined;
  readonly description?: string | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

const nodes = z.lazy(() => z.record(z.string(), node));
const node: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: nodes.optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.unknown().optional(),
    items: node.optional(),
    prefixItems: z.array(node).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(node).optional(),
    oneOf: z.array(node).optional(),
    allOf: z.array(node).optional(),
    $ref: z.string().optional(),
    $defs: nodes.optional(),
    definitions: nodes.optional(),
    description: z.string().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    exclusiveMaximum: z.number().optional(),
    multipleOf: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
  }),
);

/** Parses a JSON schema as it comes with a request. */
export const jsonSchemaSchema = node;

/** Follows `$ref`s into the root's definitions, and merges `allOf`. */
export function resolveSchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let resolved = schema;
  for (let steps = 0; resolved.$ref !== undefined && steps < 20; steps++) {
    const name = /^#\/(?:\$defs|definitions)\/(.+)$/u.exec(resolved.$ref)?.[1];
    if (name === undefined) return resolved.$ref === '#' ? root : {};
    resolved = root.$defs?.[name] ?? root.definitions?.[name] ?? {};
  }
  if (resolved.allOf === undefined) return resolved;
  return resolved.allOf.reduce<JsonSchema>(
    (merged, part) => {
      const next = resolveSchema(part, root);
      return { ...merged, ...next, properties: { ...merged.properties, ...next.properties } };
    },
    { ...resolved, allOf: undefined },
  );
}

/** The alternatives of a schema: `anyOf`, `oneOf` or a list of types; else the schema alone. */
export function alternatives(schema: JsonSchema): JsonSchema[] {
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options;
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }));
  return [schema];
}
