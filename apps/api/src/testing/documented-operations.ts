import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const schemaSchema = z.looseObject({});

const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.unknown()),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: schemaSchema })).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: schemaSchema })) })
    .optional(),
});

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), schemaSchema) }),
});

/** An operation as the published OpenAPI document tells of it. */
export type DocumentedOperation = {
  id: string;
  method: string;
  /** With parameters as `{name}`. */
  path: string;
  needsToken: boolean;
  takesJson: boolean;
  takesForm: boolean;
  /** Names of path parameters. */
  params: string[];
  /** Query parameters, and dotted fields of the JSON body, that name a resource by its ID. */
  references: NamedFields;
  /** Those that take a text. */
  texts: NamedFields;
};

type NamedFields = { query: string[]; body: string[] };

/** Reads every operation from apps/api/openapi.json, which is what the world is told. */
export async function documentedOperations(): Promise<DocumentedOperation[]> {
  const text = await readFile(new URL('../../openapi.json', import.meta.url), 'utf8');
  const { paths, components } = documentSchema.parse(JSON.parse(text));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const content = operation.requestBody?.content ?? {};
      const json = content['application/json']?.schema;
      const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
      const fieldsThat = (isWanted: IsWanted): NamedFields => ({
        query: inQuery.filter(({ name, schema }) => isWanted(name, schema)).map(({ name }) => name),
        body: json === undefined ? [] : [...new Set(fieldsIn(json, components.schemas, isWanted))].sort(),
      });
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        needsToken: operation.security.length > 0,
        takesJson: json !== undefined,
        takesForm: 'multipart/form-data' in content,
        params: [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []),
        references: fieldsThat(namesResource),
        texts: fieldsThat(takesText),
      };
    }),
  );
}

type IsWanted = (name: string, schema: unknown) => boolean;

const namesResource: IsWanted = (name) => /(?:^|_)ids?$/.test(name);

const takesText: IsWanted = (_name, schema) => {
  const { type, anyOf } = nestedSchema.parse(schema);
  return [type, ...anyOf.map((one) => one['type'])].flat().includes('string');
};

const nestedSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  anyOf: z.array(schemaSchema).default([]),
  oneOf: z.array(schemaSchema).default([]),
  allOf: z.array(schemaSchema).default([]),
  properties: z.record(z.string(), schemaSchema).default({}),
});

/** Dotted names of the fields that are wanted, to a depth that no request exceeds. */
function fieldsIn(
  schema: unknown,
  schemas: Record<string, unknown>,
  isWanted: IsWanted,
  before = '',
  depth = 0,
): string[] {
  if (depth > 6) return [];
  const { $ref, anyOf, oneOf, allOf, properties } = nestedSchema.parse(schema);
  const referred = $ref === undefined ? [] : [schemas[$ref.split('/').at(-1) ?? '']];
  const found = [...referred, ...anyOf, ...oneOf, ...allOf].flatMap((one) =>
    fieldsIn(one, schemas, isWanted, before, depth + 1),
  );
  const own = Object.entries(properties).flatMap(([name, property]) => [
    ...(isWanted(name, property) ? [`${before}${name}`] : []),
    ...fieldsIn(property, schemas, isWanted, `${before}${name}.`, depth + 1),
  ]);
  return [...found, ...own];
}
