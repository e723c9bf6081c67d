import { DecoratorHandler, type Dispatcher } from 'undici';
import type { ProviderName } from './chat-model.ts';
import { retryAfterMs } from './provider-errors.ts';
import type { ProviderGate } from './provider-gate.ts';

/** What is known of the pauses that one provider asks for. */
export type PauseWatch = {
  /** Milliseconds for which it is to be left alone still; 0 when it may be asked. */
  closedFor(): number;
  /** Leaves it alone for some milliseconds from now. */
  close(milliseconds: number): void;
};

/** The pauses of one provider in a gate. */
export function watchOf(gate: ProviderGate, provider: ProviderName): PauseWatch {
  return {
    closedFor: () => gate.closedFor(provider),
    close: (milliseconds) => gate.close(provider, milliseconds),
  };
}

/** Thrown in the place of a request that would have been sent while its provider is to be left alone. */
export class LeftAlone extends Error {
  override readonly name = 'LeftAlone';
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    super(`To be left alone for ${String(Math.ceil(milliseconds))} ms`);
    this.milliseconds = milliseconds;
  }
}

/**
 * Has no request begin while its provider is to be left alone. Looked at in the moment in which a request is written to
 * its connection, and closed in the moment in which the head of an answer is read that names a time: between the two
 * nothing can begin, however long ago a call was let through.
 */
export function leavingAlone(watch: PauseWatch): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const inner: Dispatcher.DispatchHandler = new DecoratorHandler(handler);
    return dispatch(options, {
      onRequestStart(controller, context) {
        const left = watch.closedFor();
        if (left > 0) throw new LeftAlone(left);
        inner.onRequestStart?.(controller, context);
      },
      onResponseStart(controller, status, headers, message) {
        const pause = pauseNamedBy(status, headers);
        if (pause > 0) watch.close(pause);
        inner.onResponseStart?.(controller, status, headers, message);
      },
      onRequestUpgrade: (...upgrade) => inner.onRequestUpgrade?.(...upgrade),
      onResponseData: (...data) => inner.onResponseData?.(...data),
      onResponseEnd: (...end) => inner.onResponseEnd?.(...end),
      onResponseError: (...failed) => inner.onResponseError?.(...failed),
    });
  };
}

/** What a provider would answer that is asked too soon: a rate limit with the time that is left. */
export function answerOfOneLeftAlone({ milliseconds }: LeftAlone): Response {
  const headers = { 'retry-after-ms': String(Math.ceil(milliseconds)) };
  return Response.json(
    { error: { message: 'Not asked: it is to be left alone.' } },
    { status: 429, headers },
  );
}

/** Milliseconds that a rate limit or an outage names; 0 where the answer is neither, or names none. */
function pauseNamedBy(status: number, headers: Record<string, string | string[] | undefined>): number {
  if (status !== 429 && status < 500) return 0;
  const get = (name: string) => [headers[name] ?? []].flat()[0] ?? null;
  return retryAfterMs({ get }, new Date()) ?? 0;
}
