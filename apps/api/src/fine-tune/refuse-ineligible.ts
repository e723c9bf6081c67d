import { groupFineTuneExamples, toExampleCounts } from '@understudy/db/fine-tune/count-examples';
import type { Transaction } from '@understudy/db/database';
import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Eligibility } from '@understudy/domain/fine-tune/contracts/eligibility';
import type { CreateFineTuneJob } from '@understudy/domain/fine-tune/contracts/create-job';
import { assessEligibility } from '@understudy/domain/fine-tune/eligibility/assess-eligibility';

/** What eligibility is asked of. */
type AskedData = Pick<CreateFineTuneJob, 'training_data_id' | 'provider' | 'method'>;

/**
 * Whether an avatar has examples enough for a fine-tune.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function readEligibility(
  tx: Transaction,
  avatarId: string,
  { training_data_id: trainingDataId, provider, method }: AskedData,
): Promise<Eligibility> {
  await getAvatarName(tx, avatarId);
  const groups = await groupFineTuneExamples(tx, { avatarId, trainingDataId });
  return assessEligibility({ counts: toExampleCounts(groups, method), provider, method });
}

/**
 * Lets pass who has examples enough.
 *
 * @throws UnderstudyError `not_found`; `nothing_to_train_on` with the reasons and what to do about each
 */
export async function refuseIneligible(tx: Transaction, avatarId: string, asked: AskedData): Promise<void> {
  const { eligible, recommendation, reasons } = await readEligibility(tx, avatarId, asked);
  if (eligible) return;
  const faults = reasons
    .filter(({ severity }) => severity === 'error')
    .map(({ message, advice }) => ({ field: 'training_data_id', message: `${message} ${advice}` }));
  throw new UnderstudyError('nothing_to_train_on', recommendation, { faults });
}
