import { enrichmentPhases } from '@understudy/domain/enrichment/enrichment-contract';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, inArray, ne } from 'drizzle-orm';
import { openRunAccount, type RunCaps } from '../budget/open-run-account.ts';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { queueRun } from '../runs/queue-run.ts';
import { conversations } from '../schema/conversations.ts';
import { enrichmentItems } from '../schema/enrichment.ts';
import {
  chooseConversations,
  type ChosenConversations,
  type WantedConversations,
} from './choose-conversations.ts';

/** An enrichment run to be queued. The ID is made by the caller (`newId`). */
export type NewEnrichment = {
  runId: string;
  title: string;
  wanted: WantedConversations;
  /** Whether what is enriched already is enriched anew. */
  force: boolean;
  /** Conversations of one run. */
  most: number;
  caps: RunCaps;
  idempotencyKey: string;
  requestDigest: string;
  simulatedProvider: boolean;
};

/** The run that now exists, and which conversations it leaves out. */
export type CreatedEnrichment = {
  created: boolean;
  runId: string;
  skipped: ChosenConversations['skipped'];
};

/**
 * Queues an enrichment: its run, its items, its budget and the first event, or nothing at all. Conversations count as
 * running from now on; those that are enriched already stay usable meanwhile.
 *
 * @throws UnderstudyError `not_found` without such an avatar or conversation; `conflict` where nothing is left to
 *   enrich, or too much; `idempotency_key_reused`
 */
export async function createEnrichment(
  tx: Transaction,
  enrichment: NewEnrichment,
): Promise<CreatedEnrichment> {
  const { runId, title, wanted, force, most, caps, ...request } = enrichment;
  let skipped: ChosenConversations['skipped'] = [];
  const queued = await queueRun(
    tx,
    {
      runId,
      kind: 'conversation_enrichment',
      title,
      avatarId: 'avatarId' in wanted ? wanted.avatarId : null,
      subjectId: runId,
      phase: enrichmentPhases[0],
      data: {},
      ...request,
    },
    async () => {
      const found = await chooseConversations(tx, wanted, { force, most });
      if (found.chosen.length === 0) throw nothingToEnrich(found);
      skipped = found.skipped;
      await insertItems(tx, runId, found.chosen);
      await openRunAccount(tx, runId, caps);
    },
  );
  return { created: queued.created, runId: queued.runId, skipped };
}

async function insertItems(tx: Transaction, runId: string, conversationIds: string[]): Promise<void> {
  const items = conversationIds.map((conversationId, position) => ({ runId, conversationId, position }));
  await insertRows(tx, enrichmentItems, items);
  const { id, enrichmentStatus } = conversations;
  await tx
    .update(conversations)
    .set({ enrichmentStatus: 'running', enrichmentError: null })
    .where(and(mine(conversations), inArray(id, conversationIds), ne(enrichmentStatus, 'completed')));
}

function nothingToEnrich({ skipped }: ChosenConversations): UnderstudyError {
  const running = skipped.filter(({ reason }) => reason === 'already_running').length;
  const message =
    skipped.length === 0
      ? 'There are no conversations to enrich. Train an avatar with chats first.'
      : running > 0
        ? `Nothing to start: ${running} of the conversations are being enriched, the others are enriched already.`
        : 'All of these conversations are enriched already. Send "force": true to enrich them anew.';
  return new UnderstudyError('conflict', message);
}
