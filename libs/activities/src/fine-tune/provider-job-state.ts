import type { LoadedFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import type { ProviderJobState } from '@understudy/db/fine-tune/record-provider-job';
import { costOfTrainedTokens } from '@understudy/domain/fine-tune/cost/estimate-fine-tune';
import { explainFailure } from '@understudy/domain/fine-tune/polling/provider-failure';
import { statusOfProvider } from '@understudy/domain/fine-tune/polling/provider-status';
import type { ProviderJob } from './adapters/fine-tune-adapter.ts';

/** What a provider says of a job, in our words: status, cost by its trained tokens, and for a failure what to do. */
export function stateOf(
  { provider, method, baseModel }: Pick<LoadedFineTuneJob, 'provider' | 'method' | 'baseModel'>,
  job: ProviderJob,
): ProviderJobState {
  const { status } = statusOfProvider(provider, job.status);
  const { trainedTokens } = job;
  return {
    providerJobId: job.id,
    providerStatus: job.status,
    status,
    fineTunedModel: job.fineTunedModel,
    trainedTokens,
    actualCost:
      trainedTokens === null
        ? null
        : costOfTrainedTokens({ provider, method, model: baseModel }, trainedTokens),
    estimatedFinish: job.estimatedFinish,
    error: status === 'failed' ? explainFailure(provider, job.error) : null,
  };
}
