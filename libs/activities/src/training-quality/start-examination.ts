import type { Database } from '@understudy/db/database';
import { workflowStarted } from '@understudy/db/runs/workflow-started';
import { queueExamination } from '@understudy/db/training-quality/queue-examination';
import type { RunStarter } from '../runs/run-starter.ts';

/**
 * Has the examples of a scope examined, unless that is going on: what follows an import. Where Temporal cannot be reached
 * the sweep starts it.
 *
 * @returns the ID of the run
 * @throws UnderstudyError `not_found` without such an avatar; `database_unavailable`
 */
export async function startExamination(
  { database, starter }: { database: Database; starter: RunStarter },
  { userId, avatarId }: { userId: string; avatarId: string | null },
): Promise<string> {
  const { runId, created } = await database.asUser(userId, (tx) => queueExamination(tx, { avatarId }));
  if (!created) return runId;
  const run = { runId, userId, kind: 'example_examination', avatarId, subjectId: runId, attempt: 1 } as const;
  const isStarted = await starter.start(run).then(
    () => true,
    () => false,
  );
  if (isStarted) await database.asUserAtOnce(userId, workflowStarted(runId, 1));
  return runId;
}
