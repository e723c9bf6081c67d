import { and, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { chatMessagePassages, knowledgeChunks } from '../schema/knowledge.ts';

/** Notes which passages an answer was given, best first. One that was deleted while the model wrote is left out. */
export async function recordChatPassages(
  tx: Transaction,
  chatMessageId: string,
  passages: readonly { id: string; score: number }[],
): Promise<void> {
  if (passages.length === 0) return;
  const ids = passages.map(({ id }) => id);
  const kept = await tx
    .select({ id: knowledgeChunks.id })
    .from(knowledgeChunks)
    .where(and(mine(knowledgeChunks), inArray(knowledgeChunks.id, ids)))
    .for('key share');
  const there = new Set(kept.map(({ id }) => id));
  const rows = passages
    .filter(({ id }) => there.has(id))
    .map(({ id, score }, position) => ({ chatMessageId, position, chunkId: id, score }));
  if (rows.length > 0) await tx.insert(chatMessagePassages).values(rows);
}
