import { distributionOf } from '../measuring/distribution.ts';
import type { Cell } from '../report/table.ts';
import type { CommitTimes } from './write-events.ts';

/** Milliseconds until an event arrived. */
export interface Delay {
  /** Since COMMIT was sent: the commit itself is in it. */
  readonly sinceSentMs: number;
  /** Since COMMIT was answered. Negative where the event overtook the answer. */
  readonly sinceCommittedMs: number;
}

/**
 * How long something took to arrive.
 *
 * @throws Error where it never did
 */
export function delayBetween({ sentAt, committedAt }: CommitTimes, arrivedAt: number | undefined): Delay {
  if (arrivedAt === undefined) throw new Error('What was committed never arrived');
  return { sinceSentMs: arrivedAt - sentAt, sinceCommittedMs: arrivedAt - committedAt };
}

/** Figures of a table's row. */
export function summarizeDelays(delays: readonly Delay[]): Record<string, Cell> & { sent_median: number } {
  const sinceCommitted = distributionOf(delays.map(({ sinceCommittedMs }) => sinceCommittedMs));
  const sinceSent = distributionOf(delays.map(({ sinceSentMs }) => sinceSentMs));
  return {
    arrivals: delays.length,
    median: sinceCommitted.median,
    p95: sinceCommitted.p95,
    max: sinceCommitted.max,
    sent_median: sinceSent.median,
    sent_p95: sinceSent.p95,
  };
}
