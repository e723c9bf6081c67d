import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';
import { lockFineTuneJob } from './load-fine-tune-job.ts';

/**
 * Notes the model that a person has trained with the files of a job.
 *
 * @throws UnderstudyError `not_found`; `conflict` where the job does not wait for one
 */
export async function nameTrainedModel(tx: Transaction, jobId: string, model: string): Promise<void> {
  const { status } = await lockFineTuneJob(tx, jobId);
  if (status !== 'awaiting_model') {
    throw new UnderstudyError(
      'conflict',
      `The job does not wait for the name of a model: it is ${status.replaceAll('_', ' ')}.`,
    );
  }
  await tx
    .update(avatarFineTuneJobs)
    .set({ fineTunedModel: model })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}
