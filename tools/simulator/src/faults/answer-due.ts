import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import { providerCall } from '../http/provider-call.ts';

/**
 * Waits until the call's latency is over, or its client has left. An answer is never earlier than it was said to be, and
 * hardly a millisecond later: a timer counts whole ones, from when the turn of the event loop began that set it, so it may
 * ring early, and is set again then.
 */
export async function answerDue(response: Response): Promise<void> {
  const { dueAt } = providerCall(response);
  for (;;) {
    const left = dueAt - performance.now();
    if (left <= 0 || response.closed) return;
    await pause(Math.max(1, Math.floor(left)), response);
  }
}

/** Waits for milliseconds, or until the client has left. */
export async function pause(ms: number, response: Response): Promise<void> {
  if (ms <= 0) return;
  const left = new AbortController();
  const leave = () => left.abort();
  response.once('close', leave);
  await sleep(ms, undefined, { signal: left.signal }).catch(() => undefined);
  response.off('close', leave);
}
