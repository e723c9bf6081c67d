import { assessAvatar } from '@understudy/activities/fine-tune-batches/assess-avatar';
import type { Database } from '@understudy/db/database';
import type {
  EstimateFineTuneBatch,
  FineTuneBatchEstimate,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch';

/**
 * Who of some avatars can be trained, and what all of it costs. One avatar after the other: counting tokens takes a
 * processor.
 *
 * @throws UnderstudyError `not_found`
 */
export async function estimateBatch(
  database: Database,
  userId: string,
  { avatar_ids: avatarIds, job }: EstimateFineTuneBatch,
  signal: AbortSignal,
): Promise<FineTuneBatchEstimate> {
  const items: FineTuneBatchEstimate['items'] = [];
  const assumptions = new Set<string>();
  for (const avatarId of avatarIds) {
    signal.throwIfAborted();
    const found = await assessAvatar(database, { userId, avatarId }, job, signal);
    const { avatarName, eligibility, estimate } = found;
    for (const assumption of estimate?.assumptions ?? []) assumptions.add(assumption);
    const cost = estimate?.total_estimate ?? null;
    items.push({ avatar_id: avatarId, avatar_name: avatarName, eligibility, estimated_cost: cost });
  }
  return {
    items,
    eligible: items.filter(({ eligibility }) => eligibility.eligible).length,
    total_estimate: items.reduce((sum, { estimated_cost: cost }) => sum + (cost ?? 0), 0),
    assumptions: [...assumptions],
  };
}
