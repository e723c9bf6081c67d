import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import { providerCall } from '../http/provider-call.ts';

/** Waits until the call's latency is over, or its client has left. */
export async function answerDue(response: Response): Promise<void> {
  await pause(providerCall(response).dueAt - performance.now(), response);
}

/** Waits for milliseconds, or until the client has left. */
export async function pause(ms: number, response: Response): Promise<void> {
  if (ms <= 0) return;
  const left = new AbortController();
  const leave = () => left.abort();
  response.once('close', leave);
  // Timers cut fractions off; an answer is never earlier than it was said to be.
  await sleep(Math.ceil(ms), undefined, { signal: left.signal }).catch(() => undefined);
  response.off('close', leave);
}
