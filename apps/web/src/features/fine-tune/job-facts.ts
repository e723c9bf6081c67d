import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { formatUsd } from '../../app/format-amounts.ts';

/** What a job has cost, or is expected to; null while neither is known. */
export function costOfJob({ cost, estimated_cost: estimate }: FineTuneJob): string | null {
  if (cost !== null) return formatUsd(cost);
  return estimate === null ? null : `about ${formatUsd(estimate)}`;
}
