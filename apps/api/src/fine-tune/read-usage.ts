import type { Transaction } from '@understudy/db/database';
import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import { findJobOfModel } from '@understudy/db/fine-tune/find-job-of-model';
import { listFineTuneUsage } from '@understudy/db/fine-tune/fine-tune-usage';
import type { FineTuneUsage, FineTuneUsageDay } from '@understudy/domain/fine-tune/contracts/usage';
import { tunedModelPrice } from '@understudy/domain/fine-tune/cost/tuned-model-price';

/**
 * What the tuned models of an avatar were used for, by day and added up.
 *
 * @throws UnderstudyError `not_found`
 */
export async function readUsage(tx: Transaction, avatarId: string, days: number): Promise<FineTuneUsage> {
  await getAvatarName(tx, avatarId);
  const used = await listFineTuneUsage(tx, avatarId, days);
  const sum = (valueOf: (day: FineTuneUsageDay) => number) =>
    used.reduce((total, day) => total + valueOf(day), 0);
  const [newest] = used;
  const job = newest === undefined ? null : await findJobOfModel(tx, avatarId, newest.model);
  return {
    days: used,
    total: {
      messages_count: sum((day) => day.messages_count),
      input_tokens: sum((day) => day.input_tokens),
      output_tokens: sum((day) => day.output_tokens),
      estimated_cost: Math.round(sum((day) => day.estimated_cost) * 1e9) / 1e9,
    },
    price_date: job === null ? null : tunedModelPrice({ ...job, model: job.baseModel }).as_of,
  };
}
