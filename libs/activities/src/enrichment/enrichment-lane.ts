import type { CallToReserve } from '@understudy/db/budget/reserve';
import { reserve } from '@understudy/db/budget/reserve';
import { releaseMany } from '@understudy/db/budget/release';
import { settle } from '@understudy/db/budget/settle';
import { recordProviderCall } from '@understudy/db/provider-calls/provider-calls';
import { costOf } from '@understudy/domain/budget/cost';
import { monthKey } from '@understudy/domain/budget/ledger';
import PQueue from 'p-queue';
import { setTimeout as wait } from 'node:timers/promises';
import type { CallingLane } from '../auto-train/ask-patiently.ts';
import { BilledError } from '../providers/billed-error.ts';
import type { AnsweredCall } from '../auto-train/lane-writers.ts';
import { LaneStopped } from '../auto-train/lane-state.ts';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';
import type { EnrichmentDependencies, EnrichmentReference } from './enrichment-reference.ts';

/** What all conversations of a lane share while it runs. */
export type EnrichmentLane = CallingLane & {
  dependencies: EnrichmentDependencies;
  reference: EnrichmentReference;
};

/** Milliseconds until a reservation is tried again that waits for calls under way to be settled. */
const settlingPauseMs = 200;

/** Opens a lane. An answer is recorded and its cost entered in one transaction. */
export function openEnrichmentLane(
  dependencies: EnrichmentDependencies,
  reference: EnrichmentReference,
  window: number,
): EnrichmentLane {
  return {
    dependencies,
    reference,
    window: new PQueue({ concurrency: window }),
    stop: { reason: null },
    writers: { answer: (call) => recordAnswer(dependencies, reference, call) },
  };
}

async function recordAnswer(
  { database }: EnrichmentDependencies,
  { userId, runId }: EnrichmentReference,
  call: AnsweredCall,
): Promise<void> {
  await whileDatabaseIsAway(() =>
    database.asUser(userId, async (tx) => {
      await recordProviderCall(tx, { runId, ...call });
      const { usd, tokens } = costOf(call.model, call);
      await settle(tx, { runId, callKey: call.callKey, usd, tokens });
    }),
  );
}

/**
 * Sets money aside for a call; waits where calls under way may leave enough.
 *
 * @throws LaneStopped where a cap does not allow it: the lane then stops for its budget
 */
export async function reserveCall(
  lane: EnrichmentLane,
  call: CallToReserve,
  signal: AbortSignal,
): Promise<void> {
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
  lane: EnrichmentLane,
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
