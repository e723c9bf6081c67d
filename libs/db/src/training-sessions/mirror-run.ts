import { isEnded } from '@understudy/domain/runs/run';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import type { LoggedRunEvent, WrittenRunEvent } from '../runs/write-run-event.ts';
import { avatarTrainingData, avatarTrainingLogs } from '../schema/training-sessions.ts';

/** An event as a line of its session's log. */
export function toLogRow(
  { sequence, level, phase, message, data }: Omit<LoggedRunEvent, 'run'>,
  session: { sessionId: string; avatarId: string; runId: string },
): typeof avatarTrainingLogs.$inferInsert {
  const { sessionId: trainingDataId, avatarId, runId } = session;
  const line = { runEventSequence: sequence, level, step: phase, message, details: data ?? {} };
  return { trainingDataId, avatarId, runId, ...line };
}

/** Writes an event of a training session's run into the session's log. */
export async function logTrainingEvent(tx: Transaction, { run, ...event }: LoggedRunEvent): Promise<void> {
  const { id: runId, subjectId: sessionId, avatarId } = run;
  if (sessionId === null || avatarId === null) return;
  await tx.insert(avatarTrainingLogs).values(toLogRow(event, { sessionId, avatarId, runId }));
}

/** Keeps the session's copy of its run's status in step. */
export async function mirrorTrainingStatus(tx: Transaction, { run, status }: WrittenRunEvent): Promise<void> {
  await tx
    .update(avatarTrainingData)
    .set({ status, processedAt: isEnded(status) ? sql`clock_timestamp()` : null })
    .where(and(mine(avatarTrainingData), eq(avatarTrainingData.runId, run.id)));
}
