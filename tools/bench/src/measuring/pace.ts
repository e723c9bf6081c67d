import { setTimeout as sleep } from 'node:timers/promises';

/** How fast, and for how long. */
export interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Calls `act` at a steady pace, whether or not earlier calls are done: an open loop, so that slowness shows as waiting
 * and not as fewer calls (coordinated omission). Resolves with all results when the last call is done.
 */
export async function atPace<Result>(
  { perSecond, seconds }: Pace,
  act: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const startedAt = performance.now();
  const calls: Promise<Result>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const early = startedAt + (index * 1000) / perSecond - performance.now();
    if (early > 0) await sleep(early);
    calls.push(act(index));
  }
  return await Promise.all(calls);
}
