import { Agent, request, type Dispatcher } from 'undici';
import { answerOfOneLeftAlone, LeftAlone, leavingAlone, type PauseWatch } from './pause-watch.ts';

/** Milliseconds for which an idle connection is kept for the next call. */
const keepAliveTimeout = 30_000;

/**
 * A `fetch` for the many calls of batches: requests with a text body are made by undici's own `request`, and read whole.
 * It does the same at little more than half of the processor time (measured: 105 µs of the main thread a call with the
 * OpenAI client instead of 183), which is what bounds a batch on a small machine. Whatever else is asked of it goes to the
 * platform's `fetch`: uploads, and requests without a body. Not for streamed answers.
 *
 * @param watch a request that comes while its provider is to be left alone is not sent, and is answered by a rate limit
 *   that names the time that is left
 */
export function createProviderFetch(watch?: PauseWatch): typeof fetch {
  const agent = new Agent({ keepAliveTimeout, headersTimeout: 0, bodyTimeout: 0 });
  const dispatcher = watch === undefined ? agent : agent.compose(leavingAlone(watch));
  return async (input, init) => {
    if (typeof input !== 'string' || typeof init?.body !== 'string') return await fetch(input, init);
    try {
      const { statusCode, headers, body } = await request(input, {
        dispatcher,
        method: toMethod(init.method),
        headers: toRecord(init.headers),
        body: init.body,
        ...(init.signal ? { signal: init.signal } : {}),
      });
      const text = await body.text();
      return new Response(statusCode === 204 ? null : text, {
        status: statusCode,
        headers: toEntries(headers),
      });
    } catch (error) {
      if (error instanceof LeftAlone) return answerOfOneLeftAlone(error);
      throw error;
    }
  };
}

/** Only requests with a body come here. */
function toMethod(method: string | undefined): Dispatcher.HttpMethod {
  return method?.toUpperCase() === 'PUT' ? 'PUT' : 'POST';
}

/** Headers that are `Headers` already are not copied into others first. */
function toRecord(headers: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries(headers instanceof Headers ? headers : new Headers(headers));
}

function toEntries(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
}
