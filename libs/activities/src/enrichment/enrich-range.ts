import { setMaxListeners } from 'node:events';
import { listPendingConversations } from '@understudy/db/enrichment/load-enrichment';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import type {
  EnrichmentLaneInput,
  EnrichmentLaneResult,
} from '@understudy/domain/enrichment/enrichment-contract';
import { LaneStopped } from '../auto-train/lane-state.ts';
import { runLane } from '../runs/lane.ts';
import { stopFor } from '../runs/stop-for.ts';
import { enrichConversation } from './enrich-conversation.ts';
import { openEnrichmentLane } from './enrichment-lane.ts';
import type { EnrichmentDependencies } from './enrichment-reference.ts';

/**
 * A lane: enriches what is left of a range of conversations, several at the same time. A repeated lane asks the database
 * what is left, and finds the answers that were paid for.
 *
 * @throws UnderstudyError where nobody can answer; the signal's reason
 */
export async function enrichRange(
  dependencies: EnrichmentDependencies,
  { from, to, window, ...reference }: EnrichmentLaneInput,
  signal: AbortSignal,
): Promise<EnrichmentLaneResult> {
  const { userId, runId } = reference;
  const { database } = dependencies;
  const pending = await database.asUser(userId, (tx) => listPendingConversations(tx, runId, { from, to }));
  const lane = openEnrichmentLane(dependencies, reference, window);
  await runLane({
    items: pending,
    window,
    signal,
    mayStartNext: async () => {
      lane.stop.reason ??= stopFor(await database.asUser(userId, (tx) => getRunStatus(tx, runId)));
      return lane.stop.reason === null;
    },
    work: async (conversationId, abortSignal) => {
      setMaxListeners(0, abortSignal);
      try {
        await enrichConversation(lane, conversationId, abortSignal);
      } catch (error) {
        if (!(error instanceof LaneStopped)) throw error;
      }
    },
  });
  return { stopped: lane.stop.reason ?? 'done' };
}
