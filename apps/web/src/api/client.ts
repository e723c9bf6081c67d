import createClient from 'openapi-fetch';
import { errorFromAnswer, unreachableError } from './api-error.ts';
import { reportReachable } from './connection-store.ts';
import type { paths } from './schema.d.ts';
import { authorizationHeader } from './token-store.ts';

/**
 * `fetch` with the bearer token. Reports whether the API was reachable, and turns "no answer" into an ApiError.
 *
 * @throws ApiError `unreachable` when there is no answer; AbortError as it is
 */
export async function authorizedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  for (const [name, value] of Object.entries(authorizationHeader())) request.headers.set(name, value);
  try {
    const response = await fetch(request);
    reportReachable(true);
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    reportReachable(false);
    throw unreachableError();
  }
}

/** The API, typed by its OpenAPI description. */
export const client = createClient<paths>({ baseUrl: window.location.origin, fetch: authorizedFetch });

/**
 * The body of a successful answer.
 *
 * @throws ApiError with the API's own sentence when the answer is an error
 */
export async function unwrap<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw errorFromAnswer(response.status, error);
  if (data === undefined || data === null) throw errorFromAnswer(response.status, undefined);
  return data;
}

/**
 * Waits for an answer that has no body.
 *
 * @throws ApiError when the answer is an error
 */
export async function expectDone(answer: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await answer;
  if (!response.ok) throw errorFromAnswer(response.status, error);
}
