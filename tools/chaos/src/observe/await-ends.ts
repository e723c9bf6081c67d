import { setTimeout as wait } from 'node:timers/promises';
import type { Sql } from 'postgres';

/** A run that has not ended. */
export interface UnfinishedRun {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly phase: string;
  readonly message: string;
}

const pollMs = 500;

/**
 * Waits until no run is under way, those included that other runs have started.
 *
 * @param withinMs milliseconds after which it is given up
 * @returns the runs that have not ended by then
 */
export async function awaitEnds(
  owner: Sql,
  withinMs: number,
  signal: AbortSignal,
): Promise<readonly UnfinishedRun[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const unfinished = await owner<UnfinishedRun[]>`
      select id, kind, status, phase, message from runs
      where status in ('queued', 'running', 'paused', 'budget_paused') order by id`;
    if (unfinished.length === 0 || performance.now() > deadline) return unfinished;
    await wait(pollMs, undefined, { signal });
  }
}
