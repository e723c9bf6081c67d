import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { FineTuneStatus } from '@understudy/domain/fine-tune/fine-tune-status';

/** Jobs of a provider, by what has become of them. */
export type JobsOfProvider = {
  provider: string;
  succeeded: number;
  failed: number;
  cancelled: number;
  underWay: number;
};

/** Jobs of each provider that had any. */
export function jobsByProvider({ jobs }: Pick<Analytics, 'jobs'>): JobsOfProvider[] {
  const rows = new Map<string, JobsOfProvider>();
  for (const { provider, status, jobs: count } of jobs) {
    const none = { provider: fineTuneProviderFacts[provider].title };
    const row = rows.get(provider) ?? { ...none, succeeded: 0, failed: 0, cancelled: 0, underWay: 0 };
    row[endOf(status)] += count;
    rows.set(provider, row);
  }
  return [...rows.values()];
}

function endOf(status: FineTuneStatus): Exclude<keyof JobsOfProvider, 'provider'> {
  if (status === 'succeeded' || status === 'failed' || status === 'cancelled') return status;
  return 'underWay';
}
