import { trainingPairSchema } from '@understudy/domain/enrichment/training-pair';
import { artefactFactsSchema } from '@understudy/domain/training-files/quality-checklist';
import { summariseQuality } from '@understudy/domain/training-files/quality-summary';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { trainingFiles } from '../schema/training-files.ts';
import { sumUpConversations, type ConversationSum } from './sum-up-conversations.ts';

/** What was found in an artefact when it was read back; kept with the quality summary. */
export const artefactFindingsSchema = z.object({
  artefact: artefactFactsSchema.nullable().default(null),
  sample_pairs: z.array(trainingPairSchema).default([]),
});
export type ArtefactFindings = z.infer<typeof artefactFindingsSchema>;

/** Nothing is built yet. */
export const noFindings: ArtefactFindings = { artefact: null, sample_pairs: [] };

/** Columns that follow from what is in a training file, and from what was found in its artefact. */
export function summaryColumns(sum: ConversationSum, findings: ArtefactFindings) {
  return {
    conversationCount: sum.conversations,
    totalTrainingPairs: sum.trainingPairs,
    scaffoldingDistribution: sum.scaffolding,
    qualitySummary: { ...summariseQuality({ ...sum, artefact: findings.artefact }), ...findings },
  };
}

/**
 * Writes counts, distribution and quality of a training file anew, from the conversations that are in it.
 *
 * @param findings of a new artefact; left out, those of the present one stay
 * @throws UnderstudyError `not_found`
 */
export async function refreshTrainingFile(
  tx: Transaction,
  trainingFileId: string,
  findings?: ArtefactFindings,
): Promise<void> {
  const own = and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId));
  const rows = await tx.select({ summary: trainingFiles.qualitySummary }).from(trainingFiles).where(own);
  const { summary } = firstOrNotFound(rows, 'training file', trainingFileId);
  const sum = await sumUpConversations(tx, trainingFileId);
  await tx
    .update(trainingFiles)
    .set(summaryColumns(sum, findings ?? artefactFindingsSchema.parse(summary)))
    .where(own);
}
