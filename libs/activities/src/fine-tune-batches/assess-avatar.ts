import type { Database } from '@understudy/db/database';
import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import { groupFineTuneExamples, toExampleCounts } from '@understudy/db/fine-tune/count-examples';
import {
  estimateFineTuneSchema,
  type CreateFineTuneJob,
} from '@understudy/domain/fine-tune/contracts/create-job';
import type { Eligibility } from '@understudy/domain/fine-tune/contracts/eligibility';
import type { FineTuneEstimate } from '@understudy/domain/fine-tune/contracts/estimate';
import { assessEligibility } from '@understudy/domain/fine-tune/eligibility/assess-eligibility';
import { estimateJob } from '../fine-tune/estimate-job.ts';

/** Whether an avatar can be trained as asked, and what that would cost. */
export type AvatarAssessment = {
  avatarName: string;
  eligibility: Eligibility;
  /** Null for an avatar that cannot be trained. */
  estimate: FineTuneEstimate | null;
};

/**
 * Looks at an avatar's examples as a job would.
 *
 * @throws UnderstudyError `not_found`
 */
export async function assessAvatar(
  database: Database,
  { userId, avatarId }: { userId: string; avatarId: string },
  job: CreateFineTuneJob,
  signal: AbortSignal,
): Promise<AvatarAssessment> {
  const { provider, method } = job;
  const { avatarName, eligibility } = await database.asUser(userId, async (tx) => {
    const name = await getAvatarName(tx, avatarId);
    const groups = await groupFineTuneExamples(tx, { avatarId, trainingDataId: null });
    const counts = toExampleCounts(groups, method);
    return { avatarName: name, eligibility: assessEligibility({ counts, provider, method }) };
  });
  if (!eligibility.eligible) return { avatarName, eligibility, estimate: null };
  const request = estimateFineTuneSchema.parse({
    training_data_id: null,
    base_model: job.base_model,
    provider,
    method,
    hyperparameters: job.hyperparameters,
    selection: job.selection,
    system_prompt: job.system_prompt,
  });
  const estimate = await estimateJob(database, { userId, avatarId, request }, signal);
  return { avatarName, eligibility, estimate };
}
