import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Transaction } from '../database.ts';
import { createEnrichment, type NewEnrichment } from '../enrichment/create-enrichment.ts';
import { newId } from '../new-id.ts';
import { queueExamination } from '../training-quality/queue-examination.ts';
import { seedEverything } from './seed.ts';

const listedSchema = z.object({
  batchId: z.uuid(),
  notificationId: z.uuid(),
  conversationId: z.uuid(),
  exampleId: z.uuid(),
  fineTuneFileId: z.uuid(),
  chatMessageId: z.uuid(),
});

/** Gives a user one of everything, and the IDs of what a request can name. */
export async function seedOwned(database: Database, user: string) {
  const seeded = await database.asUser(user, seedEverything);
  return await database.asUser(user, async (tx) => {
    const listed = await listSeeded(tx);
    const { runId: examinationId } = await queueExamination(tx, { avatarId: null });
    const { runId: enrichmentId } = await createEnrichment(tx, enrichmentOf(listed.conversationId));
    return { ...seeded, ...listed, examinationId, enrichmentId };
  });
}

/** IDs of one of everything. */
export type OwnedIds = Awaited<ReturnType<typeof seedOwned>>;

async function listSeeded(tx: Transaction) {
  const { rows } = await tx.execute(sql`
    select (select id from auto_train_batches) as "batchId",
      (select id from notifications limit 1) as "notificationId",
      (select id from conversations limit 1) as "conversationId",
      (select id from avatar_training_examples where conversation_id is not null limit 1) as "exampleId",
      (select id from avatar_fine_tune_files limit 1) as "fineTuneFileId",
      (select id from chat_messages limit 1) as "chatMessageId"
  `);
  return listedSchema.parse(rows[0]);
}

function enrichmentOf(conversationId: string): NewEnrichment {
  return {
    runId: newId(),
    title: 'Enrich a conversation',
    wanted: { conversationIds: [conversationId] },
    force: true,
    most: 10,
    caps: { maxCostUsd: null, maxTokens: null },
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
  };
}
