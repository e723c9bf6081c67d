import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarFineTuneFiles, avatarFineTuneJobs } from '../schema/fine-tune.ts';
import { knowledgeDocuments } from '../schema/knowledge.ts';
import { trainingImports } from '../schema/training-imports.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';

/** Keys of everything that object storage holds for an avatar; none for an avatar that does not exist. */
export async function listAvatarStorageKeys(tx: Transaction, avatarId: string): Promise<string[]> {
  const files = await tx
    .select({ storageKey: avatarTrainingFiles.storageKey })
    .from(avatarTrainingFiles)
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.avatarId, avatarId)));
  const documents = await tx
    .select({ storageKey: knowledgeDocuments.storageKey })
    .from(knowledgeDocuments)
    .where(and(mine(knowledgeDocuments), eq(knowledgeDocuments.avatarId, avatarId)));
  const imports = await tx
    .select({ storageKey: trainingImports.storageKey })
    .from(trainingImports)
    .where(and(mine(trainingImports), eq(trainingImports.avatarId, avatarId)));
  const jobs = tx
    .select({ id: avatarFineTuneJobs.id })
    .from(avatarFineTuneJobs)
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.avatarId, avatarId)));
  const tuning = await tx
    .select({ storageKey: avatarFineTuneFiles.storageKey })
    .from(avatarFineTuneFiles)
    .where(and(mine(avatarFineTuneFiles), inArray(avatarFineTuneFiles.jobId, jobs)));
  const enriched = await tx
    .select({ storageKey: sql<string>`${conversations.enrichedFilePath}` })
    .from(conversations)
    .where(
      and(
        mine(conversations),
        eq(conversations.avatarId, avatarId),
        isNotNull(conversations.enrichedFilePath),
      ),
    );
  return [
    ...new Set(
      [...files, ...documents, ...imports, ...enriched, ...tuning].map(({ storageKey }) => storageKey),
    ),
  ].sort();
}
