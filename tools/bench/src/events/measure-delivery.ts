import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@understudy/db/database';
import type { TestStack } from '@understudy/stack/test-stack';
import { followRun } from '../clients/run-stream.ts';
import type { Pace } from '../measuring/pace.ts';
import { until } from '../measuring/until.ts';
import { watchProcessors } from '../measuring/processor-use.ts';
import { delayBetween, type Delay } from './delay.ts';
import { measureNotifyRoundTrip } from './notify-round-trip.ts';
import type { WaitingRun } from './waiting-run.ts';
import { writeEvents, type CommittedEvent } from './write-events.ts';

/** Delays of the same minute: events over the product's streams, and bare notifications. */
export interface Delivery {
  readonly streams: number;
  readonly delays: readonly Delay[];
  readonly notifyDelays: readonly Delay[];
  /** Share of all processors' time, 0–1, that was spent while events were written. */
  readonly processorUse: number;
}

const settleMs = 500;
const patienceMs = 10_000;
const notifySeconds = 5;

/**
 * Opens streams of one run, writes events to it, and takes the time from each commit to each arrival. Writer and clients
 * share a process, and so a clock.
 *
 * @param after sequence number of the run's last event
 * @throws Error where an event did not arrive
 */
export async function measureDelivery(
  { stack, database, run }: { stack: TestStack; database: Database; run: WaitingRun },
  { streams, after, pace }: { streams: number; after: number; pace: Pace },
): Promise<Delivery & { lastSequence: number }> {
  const arrivals = Array.from({ length: streams }, () => new Map<number, number>());
  const open = arrivals.map((own) =>
    followRun(
      { apiUrl: stack.apiUrl, token: run.token, runId: run.runId, after },
      ({ sequence, arrivedAt }) => own.set(sequence, arrivedAt),
    ),
  );
  try {
    await Promise.all(open.map(({ opened }) => opened));
    await sleep(settleMs);
    const notifyDelays = await measureNotifyRoundTrip(database, { ...pace, seconds: notifySeconds });
    const processorUse = watchProcessors();
    const written = await writeEvents(database, run, pace);
    const busy = processorUse();
    const complete = await until(
      () => arrivals.every((own) => written.every(({ sequence }) => own.has(sequence))),
      patienceMs,
    );
    if (!complete) throw new Error(describeMissing(written, arrivals));
    const delays = arrivals.flatMap((own) =>
      written.map((commit) => delayBetween(commit, own.get(commit.sequence))),
    );
    const lastSequence = Math.max(...written.map(({ sequence }) => sequence));
    return { streams, delays, notifyDelays, processorUse: busy, lastSequence };
  } finally {
    for (const stream of open) stream.close();
  }
}

function describeMissing(
  written: readonly CommittedEvent[],
  arrivals: readonly ReadonlyMap<number, number>[],
): string {
  const missing = arrivals.map((own) => written.filter(({ sequence }) => !own.has(sequence)).length);
  return `Of ${written.length} events, up to ${Math.max(...missing)} did not arrive within ${patienceMs} ms`;
}
