import { settle } from '@understudy/db/budget/settle';
import { recordProviderCall } from '@understudy/db/provider-calls/provider-calls';
import { costOf } from '@understudy/domain/budget/cost';
import PQueue from 'p-queue';
import type { CallingLane } from '../auto-train/ask-patiently.ts';
import type { AnsweredCall } from '../auto-train/lane-writers.ts';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';
import type { EnrichmentDependencies, EnrichmentReference } from './enrichment-reference.ts';

/** What all conversations of a lane share while it runs. */
export type EnrichmentLane = CallingLane & {
  dependencies: EnrichmentDependencies;
  reference: EnrichmentReference;
};

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
