import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, for at most so many milliseconds. Returns whether it does. */
export async function until(holds: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
