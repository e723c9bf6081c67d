import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import { loadTrainingSession } from '@understudy/db/training-sessions/load-training-session';
import {
  listSessionFiles,
  recordFileFailed,
  resetFailedFiles,
} from '@understudy/db/training-sessions/session-files';
import type { TrainingSessionFileRow } from '@understudy/db/training-sessions/session-mapping';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import { imageSize } from 'image-size';
import { recordPhaseEnd, recordPhaseStart } from './record-phase.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

/**
 * Looks at what was uploaded once more, now with the whole content at hand, and makes failed files of an earlier
 * attempt pending again. A file that cannot be used is noted with its reason; the others go on.
 *
 * @returns how many files will be read; `ended` when somebody ended the run before its workflow came to it
 * @throws UnderstudyError `nothing_to_train_on` when there is neither a usable file nor an instruction
 */
export async function checkUploads(
  { database, storage }: TrainingDependencies,
  reference: TrainingReference,
): Promise<{ fileCount: number; ended: boolean }> {
  const { runId, userId, trainingSessionId, attempt } = reference;
  const files = await database.asUser(userId, async (tx) => {
    if (isEnded(await getRunStatus(tx, runId))) return undefined;
    await appendRunEvent(tx, {
      runId,
      type: 'run_started',
      level: 'info',
      phase: 'upload_check',
      message: attempt === 1 ? 'Started.' : `Started again, attempt ${attempt}.`,
      key: `${attempt}:started`,
      update: { status: 'running' },
    });
    await recordPhaseStart(tx, reference, 'upload_check', 'Checking the files.');
    if (attempt > 1) await resetFailedFiles(tx, trainingSessionId);
    return await listSessionFiles(tx, trainingSessionId);
  });
  if (files === undefined) return { fileCount: 0, ended: true };
  for (const file of files.filter(({ status }) => status === 'pending')) {
    const fault = await findFault(file, storage);
    if (fault !== undefined) await database.asUser(userId, (tx) => recordFileFailed(tx, file.id, fault));
  }
  const { fileCount, failed, hasInstructions } = await database.asUser(userId, (tx) =>
    concludeCheck(tx, reference),
  );
  if (fileCount === 0 && !hasInstructions) throw nothingToTrainOn(failed);
  return { fileCount, ended: false };
}

async function concludeCheck(tx: Transaction, reference: TrainingReference) {
  const { runId, trainingSessionId, attempt } = reference;
  const checked = await listSessionFiles(tx, trainingSessionId);
  const failed = checked.filter(({ status }) => status === 'failed');
  for (const { id, name, errorCode, errorMessage } of failed) {
    await appendRunEvent(tx, {
      runId,
      type: 'item_failed',
      level: 'warning',
      phase: 'upload_check',
      message: errorMessage ?? name,
      data: { file_id: id, file: name, code: errorCode },
      key: `${attempt}:file:${id}:failed`,
    });
  }
  const fileCount = checked.length - failed.length;
  const { instructions } = await loadTrainingSession(tx, trainingSessionId);
  const hasInstructions = instructions !== '';
  if (fileCount > 0 || hasInstructions) {
    const message = `${fileCount} of ${checked.length} files can be read${hasInstructions ? ', and there are instructions' : ''}.`;
    await recordPhaseEnd(tx, reference, 'upload_check', message, { file_count: fileCount });
  }
  return { fileCount, failed, hasInstructions };
}

/** The error of a session in which no file could be used and nothing was instructed. Names every file. */
export function nothingToTrainOn(failed: readonly TrainingSessionFileRow[]): UnderstudyError {
  const reasons = failed.map(({ name, errorMessage }) => errorMessage ?? `“${name}” could not be used.`);
  return new UnderstudyError(
    'nothing_to_train_on',
    `There is nothing to train on. ${reasons.join(' ')} Add a chat that can be read, or write instructions.`,
  );
}

async function findFault(file: TrainingSessionFileRow, storage: TrainingDependencies['storage']) {
  if (!(await storage.exists(file.storageKey))) {
    return {
      code: 'file_unreadable' as const,
      message: `“${file.name}” is no longer stored. Upload it again.`,
    };
  }
  if (file.kind !== 'image') return undefined;
  const size = measureImage(await storage.getBytes(file.storageKey));
  if (size === undefined) {
    return {
      code: 'file_unreadable' as const,
      message: `“${file.name}” is damaged: it cannot be opened as an image.`,
    };
  }
  if (size.width * size.height <= uploadLimits.imagePixels) return undefined;
  const megapixels = uploadLimits.imagePixels / 1_000_000;
  return {
    code: 'file_too_complex' as const,
    message: `“${file.name}” has ${size.width} × ${size.height} pixels; at most ${megapixels} megapixels can be read. Make it smaller.`,
  };
}

function measureImage(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    return imageSize(bytes);
  } catch {
    return undefined;
  }
}
