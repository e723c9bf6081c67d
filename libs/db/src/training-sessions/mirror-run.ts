import { isEnded } from '@understudy/domain/runs/run';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import type { LoggedRunEvent, WrittenRunEvent } from '../runs/write-run-event.ts';
import { avatarTrainingData, avatarTrainingLogs } from '../schema/training-sessions.ts';

/** Writes an event of a training session's run into the session's log. */
export async function logTrainingEvent(tx: Transaction, event: LoggedRunEvent): Promise<void> {
  const { run, sequence, level, phase, message, data } = event;
  if (run.subjectId === null || run.avatarId === null) return;
  await tx.insert(avatarTrainingLogs).values({
    trainingDataId: run.subjectId,
    avatarId: run.avatarId,
    runId: run.id,
    runEventSequence: sequence,
    level,
    step: phase,
    message,
    details: data ?? {},
  });
}

/** Keeps the session's copy of its run's status in step. */
export async function mirrorTrainingStatus(tx: Transaction, { run, status }: WrittenRunEvent): Promise<void> {
  await tx
    .update(avatarTrainingData)
    .set({ status, processedAt: isEnded(status) ? sql`clock_timestamp()` : null })
    .where(and(mine(avatarTrainingData), eq(avatarTrainingData.runId, run.id)));
}
