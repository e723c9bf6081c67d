import {
  createFineTuneJobSchema,
  type CreateFineTuneJob,
} from '@understudy/domain/fine-tune/contracts/create-job';
import { fineTuneSelectionSchema } from '@understudy/domain/fine-tune/contracts/selection';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneJobs as jobs } from '../schema/fine-tune.ts';

/**
 * What the avatar's last job that made a model was asked for, or else its last job; null where it has had none. The seed
 * of the division is left open: new examples are divided anew. All examples of the avatar are taken, those of its chat among
 * them.
 */
export async function findLastRequest(tx: Transaction, avatarId: string): Promise<CreateFineTuneJob | null> {
  const [job] = await tx
    .select()
    .from(jobs)
    .where(and(mine(jobs), eq(jobs.avatarId, avatarId)))
    .orderBy(desc(isNotNull(jobs.fineTunedModel)), desc(jobs.id))
    .limit(1);
  if (job === undefined) return null;
  const selection = fineTuneSelectionSchema.omit({ seed: true }).strip().parse(job.selection);
  return createFineTuneJobSchema.parse({
    training_data_id: null,
    base_model: job.baseModel,
    provider: job.provider,
    method: job.method,
    hyperparameters: job.hyperparameters,
    selection,
    system_prompt: job.systemPrompt,
    activate_when_done: job.activateWhenDone,
    max_cost_usd: job.maxCost,
  });
}
