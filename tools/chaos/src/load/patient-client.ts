import { setTimeout as wait } from 'node:timers/promises';
import { jsonBody, slowly } from './request-body.ts';

/** A request that may be sent again and again: it is the same one by its key. */
export interface RepeatableRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for each time that it is sent. */
  readonly body?: () => string | FormData;
  /** Milliseconds over which a form is sent, as from a telephone; at once, if absent. */
  readonly overMs?: number;
}

/** An answer, and how much patience it took. */
export interface PatientAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The header `Location`, empty without one. */
  readonly location: string;
  /** How often the request was sent. */
  readonly sent: number;
}

/** Milliseconds for one answer. */
const answerWithinMs = 30_000;
const betweenMs = 400;
/** Answers that say nothing about the request, only about the moment. */
const passing: readonly number[] = [408, 429, 500, 502, 503, 504];

/** The API as the program of one user calls it, which has patience with it. */
export interface PatientClient {
  readonly user: string;
  readonly ask: (request: RepeatableRequest) => Promise<PatientAnswer>;
}

/**
 * A client that asks again, with the same key, where no answer came or one that tells of a moment only, until `signal`.
 *
 * @param onServerError told of each answer 500, which is never honest: what is away is 503
 */
export function patientClient(
  { apiUrl, user, token }: { apiUrl: string; user: string; token: string },
  signal: AbortSignal,
  onServerError: (request: RepeatableRequest, body: unknown) => void,
): PatientClient {
  return {
    user,
    async ask(request) {
      for (let sent = 1; ; sent += 1) {
        signal.throwIfAborted();
        const answer = await askOnce(apiUrl, token, request, signal);
        if (answer?.status === 500) onServerError(request, answer.body);
        if (answer !== undefined && !passing.includes(answer.status)) return { ...answer, sent };
        await wait(betweenMs, undefined, { signal });
      }
    },
  };
}

/** @returns undefined where no answer came */
async function askOnce(
  apiUrl: string,
  token: string,
  { method, path, headers, body, overMs = 0 }: RepeatableRequest,
  signal: AbortSignal,
): Promise<Omit<PatientAnswer, 'sent'> | undefined> {
  const content = body?.();
  const sent = content instanceof FormData ? await slowly(content, overMs) : jsonBody(content);
  try {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      ...sent.init,
      headers: { authorization: `Bearer ${token}`, ...sent.headers, ...headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const location = response.headers.get('location') ?? '';
    return { status: response.status, body: isJson ? JSON.parse(text) : text, location };
  } catch {
    return undefined;
  }
}
