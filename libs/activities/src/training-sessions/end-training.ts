import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { findPromptVersionOfSession } from '@understudy/db/prompt-versions/find-prompt-version-of-session';
import { listSessionFiles } from '@understudy/db/training-sessions/session-files';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import type { TrainAvatarResult } from '@understudy/domain/training-sessions/training-session-contract';
import { failureOfRun } from '../runs/failure-of-run.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

/** Writes the end of a session, in the words of what really happened. A second execution writes nothing. */
export async function endTraining(
  { database }: TrainingDependencies,
  reference: TrainingReference & RunOutcome,
): Promise<TrainAvatarResult> {
  const { userId, runId, trainingSessionId, attempt } = reference;
  return await database.asUser(userId, async (tx) => {
    const files = await listSessionFiles(tx, trainingSessionId);
    const filesFailed = files.filter(({ status }) => status === 'failed').length;
    const filesExtracted = files.filter(({ status }) => status === 'extracted').length;
    const version = await findPromptVersionOfSession(tx, trainingSessionId);
    const status =
      reference.outcome === 'completed' && filesFailed > 0 ? 'completed_with_errors' : reference.outcome;
    await appendRunEvent(tx, {
      runId,
      ...(await describeEnd(tx, reference, {
        versionNumber: version?.versionNumber,
        files: files.length,
        filesFailed,
      })),
      data: {
        prompt_version_id: version?.id ?? null,
        files_extracted: filesExtracted,
        files_failed: filesFailed,
      },
      key: `${attempt}:ended`,
    });
    return { status, promptVersionId: version?.id ?? null, filesExtracted, filesFailed };
  });
}

async function describeEnd(
  tx: Transaction,
  reference: TrainingReference & RunOutcome,
  found: { versionNumber: number | undefined; files: number; filesFailed: number },
) {
  const { versionNumber, files, filesFailed } = found;
  if (reference.outcome === 'cancelled') {
    const message = 'Cancelled. What was read until then is kept.';
    return { type: 'run_cancelled', level: 'warning', message, update: { status: 'cancelled' } } as const;
  }
  if (reference.outcome === 'failed') {
    const error = await failureOfRun(tx, reference, 'Retry the session; what is done already is kept.');
    return {
      type: 'run_failed',
      level: 'error',
      message: error.message,
      update: { status: 'failed', error },
    } as const;
  }
  if (filesFailed > 0) {
    const message = `Version ${versionNumber} is ready; ${filesFailed} of ${files} files could not be used.`;
    return {
      type: 'run_completed',
      level: 'warning',
      message,
      update: { status: 'completed_with_errors', percent: 100 },
    } as const;
  }
  const message = `Version ${versionNumber} is ready.`;
  return {
    type: 'run_completed',
    level: 'info',
    message,
    update: { status: 'completed', percent: 100 },
  } as const;
}
