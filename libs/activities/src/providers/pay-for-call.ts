import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@understudy/db/database';
import { releaseMany } from '@understudy/db/budget/release';
import { reserve, type CallToReserve } from '@understudy/db/budget/reserve';
import { settle } from '@understudy/db/budget/settle';
import { costOf } from '@understudy/domain/budget/cost';
import { monthKey } from '@understudy/domain/budget/ledger';
import { LaneStopped, type Lane } from '../auto-train/lane-state.ts';
import { BilledError } from './billed-error.ts';

/** A lane whose calls are paid for one by one. */
export type PayingLane = Pick<Lane, 'stop'> & {
  dependencies: { database: Database };
  reference: { userId: string; runId: string };
};

/** Milliseconds until a reservation is tried again that waits for calls under way to be settled. */
const settlingPauseMs = 200;

/**
 * Sets money aside for a call; waits where calls under way may leave enough.
 *
 * @throws LaneStopped where a cap does not allow it: the lane then stops for its budget
 */
export async function reserveCall(lane: PayingLane, call: CallToReserve, signal: AbortSignal): Promise<void> {
  const { userId, runId } = lane.reference;
  for (;;) {
    const reservation = await lane.dependencies.database.asUser(userId, (tx) =>
      reserve(tx, { runId, month: monthKey(new Date()), ...call }),
    );
    if (reservation.reserved) return;
    if (!reservation.mayFitAfterSettling) lane.stop.reason ??= 'budget';
    if (lane.stop.reason !== null) throw new LaneStopped();
    await wait(settlingPauseMs, undefined, { signal });
  }
}

/** Gives the reservation of a call back that brought no answer; what is billed all the same is entered. */
export async function endFailedCall(
  lane: PayingLane,
  { callKey, model }: Pick<CallToReserve, 'callKey' | 'model'>,
  error: unknown,
): Promise<void> {
  const { userId, runId } = lane.reference;
  await lane.dependencies.database.asUser(userId, (tx) =>
    error instanceof BilledError
      ? settle(tx, { runId, callKey, ...costOf(model, error.usage) })
      : releaseMany(tx, runId, [callKey]),
  );
}
