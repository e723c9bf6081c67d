import { unreachableError } from './api-error.ts';

/** A bearer token, or where to find the current one. Null: the request goes out without. */
export type TokenSource = string | null | (() => string | null);

/** What a client talks to the API with. */
export type Transport = {
  /** Where the API is, such as `http://localhost:3000`. */
  baseUrl: string;
  token: TokenSource;
  /** Instead of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
};

/** `fetch` that is aimed at the API: paths are the API's, and the bearer token goes with them. */
export type AuthorizedFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Makes a `fetch` with the bearer token. It fails with ApiError `unreachable` when there is no answer, and with the
 * signal's own reason when it was aborted.
 */
export function createAuthorizedFetch({ baseUrl, token, fetch: send }: Transport): AuthorizedFetch {
  return async (input, init) => {
    const request = new Request(typeof input === 'string' ? new URL(input, baseUrl) : input, init);
    const current = typeof token === 'function' ? token() : token;
    if (current !== null) request.headers.set('authorization', `Bearer ${current}`);
    try {
      return await (send ?? fetch)(request);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw unreachableError();
    }
  };
}
