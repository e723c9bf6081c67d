import type { z } from 'zod';
import { errorFromAnswer } from './api-error.ts';
import { authorizedFetch } from './client.ts';

/** Values of a query; what is undefined is left out. */
export type Query = Record<string, string | number | boolean | undefined>;

type AskOptions = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
};

/**
 * Asks the API and reads its answer by the schema that the API describes it with.
 *
 * @throws ApiError with the API's own sentence, or `unreachable`; ZodError for an answer that is not as described
 */
export async function ask<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  { method = 'GET', query = {}, body, signal }: AskOptions = {},
): Promise<z.infer<Schema>> {
  const response = await authorizedFetch(`${path}${queryText(query)}`, {
    method,
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw errorFromAnswer(response.status, answer);
  return schema.parse(answer);
}

/** A query as it stands in an address, with its question mark; empty without any value. */
export function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
