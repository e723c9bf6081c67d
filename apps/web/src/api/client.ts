import { createUnderstudyClient } from '@understudy/client/understudy-client';
import { reportReachable } from './connection-store.ts';
import { readToken } from './token-store.ts';

export { expectDone, unwrap } from '@understudy/client/answer';

/** `fetch` that reports whether the API was reachable. */
async function reportingFetch(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    reportReachable(true);
    return response;
  } catch (error) {
    if (!request.signal.aborted) reportReachable(false);
    throw error;
  }
}

/** The API, for whoever is signed in. */
export const understudy = createUnderstudyClient({
  baseUrl: window.location.origin,
  token: readToken,
  fetch: reportingFetch,
});

/** Every operation of the API, typed by its OpenAPI description. */
export const client = understudy.api;

/** `fetch` with the bearer token, for streams and files. It fails with ApiError `unreachable` without an answer. */
export const authorizedFetch = understudy.fetch;
