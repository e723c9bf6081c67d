import { queueExamination } from '@understudy/db/training-quality/queue-examination';
import { getRun } from '@understudy/db/runs/get-run';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ExaminationAnswer } from '@understudy/domain/training-center/contracts/examine-examples';
import type { ApiDependencies } from '../dependencies.ts';
import { readQuality } from './read-quality.ts';

const kind = 'example_examination';

/**
 * Has the examples of an avatar, or all of them, examined; an examination that is going on is the answer.
 *
 * @returns the ID of the run
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function requestExamination(
  dependencies: ApiDependencies,
  userId: string,
  avatarId: string | null,
): Promise<string> {
  const { database } = dependencies;
  const { runId, created } = await database.asUser(userId, (tx) => queueExamination(tx, { avatarId }));
  if (created) dependencies.runStarts.begin({ runId, userId, kind, avatarId, subjectId: runId, attempt: 1 });
  return runId;
}

/**
 * An examination as it stands, with what is known about the examples.
 *
 * @throws UnderstudyError `not_found`
 */
export async function readExamination(
  { database, runLinks }: Pick<ApiDependencies, 'database' | 'runLinks'>,
  userId: string,
  runId: string,
): Promise<ExaminationAnswer> {
  return await database.asUser(userId, async (tx) => {
    const run = await getRun(tx, runId, runLinks);
    if (run.kind !== kind) throw new UnderstudyError('not_found', `There is no examination ${runId}.`);
    return { run_id: runId, run, quality: await readQuality(tx, { avatarId: run.avatar_id }) };
  });
}
