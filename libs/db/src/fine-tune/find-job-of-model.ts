import {
  fineTuneMethodSchema,
  fineTuneProviderSchema,
} from '@understudy/domain/fine-tune/fine-tune-provider';
import { and, desc, eq, inArray, or } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneCheckpoints, avatarFineTuneJobs } from '../schema/fine-tune.ts';

/** What is known of a tuned model by the job that made it. */
export type JobOfModel = NonNullable<Awaited<ReturnType<typeof findJobOfModel>>>;

/** The newest job of an avatar that has made a model, at its end or as a checkpoint on the way; null for others. */
export async function findJobOfModel(tx: Transaction, avatarId: string, model: string) {
  const checkpoints = tx
    .select({ jobId: avatarFineTuneCheckpoints.jobId })
    .from(avatarFineTuneCheckpoints)
    .where(and(mine(avatarFineTuneCheckpoints), eq(avatarFineTuneCheckpoints.model, model)));
  const { id, fineTunedModel, provider, method, baseModel, shutdownAt } = avatarFineTuneJobs;
  const [job] = await tx
    .select({ id, provider, method, baseModel, shutdownAt })
    .from(avatarFineTuneJobs)
    .where(
      and(
        mine(avatarFineTuneJobs),
        eq(avatarFineTuneJobs.avatarId, avatarId),
        or(eq(fineTunedModel, model), inArray(id, checkpoints)),
      ),
    )
    .orderBy(desc(id))
    .limit(1);
  if (job === undefined) return null;
  return {
    ...job,
    provider: fineTuneProviderSchema.parse(job.provider),
    method: fineTuneMethodSchema.parse(job.method),
  };
}
