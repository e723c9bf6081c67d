import type { TrainingSessionFile } from '@understudy/domain/training-sessions/training-session';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { fileColumns, type TrainingSessionFileRow } from './session-mapping.ts';

/** Files of a session as the pipeline needs them, in the order of the upload; without their texts. */
export async function listSessionFiles(
  tx: Transaction,
  sessionId: string,
): Promise<TrainingSessionFileRow[]> {
  return await tx
    .select(fileColumns)
    .from(avatarTrainingFiles)
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.trainingDataId, sessionId)))
    .orderBy(asc(avatarTrainingFiles.position));
}

/**
 * One file, without its text.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getSessionFile(tx: Transaction, fileId: string): Promise<TrainingSessionFileRow> {
  const rows = await tx
    .select(fileColumns)
    .from(avatarTrainingFiles)
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.id, fileId)));
  return firstOrNotFound(rows, 'file', fileId);
}

/** Text that was read off a file. */
export type ExtractedText = { fileId: string; name: string; text: string };

/** The texts of a session's files, in the order of the upload. */
export async function loadExtractedTexts(tx: Transaction, sessionId: string): Promise<ExtractedText[]> {
  const { id, name, extractedText, trainingDataId, position } = avatarTrainingFiles;
  const rows = await tx
    .select({ fileId: id, name, text: extractedText })
    .from(avatarTrainingFiles)
    .where(and(mine(avatarTrainingFiles), eq(trainingDataId, sessionId), isNotNull(extractedText)))
    .orderBy(asc(position));
  return rows.map(({ text, ...file }) => ({ ...file, text: text ?? '' }));
}

/**
 * Notes what a file is by its content.
 *
 * @throws UnderstudyError `not_found`
 */
export async function recordFileChecked(
  tx: Transaction,
  fileId: string,
  { kind, contentType }: { kind: TrainingSessionFile['kind']; contentType: string | null },
): Promise<void> {
  await updateFile(tx, fileId, { kind, contentType });
}

/**
 * Notes why a file cannot be used.
 *
 * @throws UnderstudyError `not_found`
 */
export async function recordFileFailed(
  tx: Transaction,
  fileId: string,
  error: { code: ProblemCode; message: string },
): Promise<void> {
  await updateFile(tx, fileId, { status: 'failed', errorCode: error.code, errorMessage: error.message });
}

/**
 * Makes the failed files of a session pending again, for a retry. Returns how many there were. Files without a kind were
 * refused at the upload and are not stored: they stay failed.
 */
export async function resetFailedFiles(tx: Transaction, sessionId: string): Promise<number> {
  const { id, trainingDataId, status, kind } = avatarTrainingFiles;
  const rows = await tx
    .update(avatarTrainingFiles)
    .set({ status: 'pending', errorCode: null, errorMessage: null })
    .where(
      and(mine(avatarTrainingFiles), eq(trainingDataId, sessionId), eq(status, 'failed'), isNotNull(kind)),
    )
    .returning({ id });
  return rows.length;
}

async function updateFile(
  tx: Transaction,
  fileId: string,
  changes: Partial<typeof avatarTrainingFiles.$inferInsert>,
): Promise<void> {
  const rows = await tx
    .update(avatarTrainingFiles)
    .set(changes)
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.id, fileId)))
    .returning({ id: avatarTrainingFiles.id });
  firstOrNotFound(rows, 'file', fileId);
}
