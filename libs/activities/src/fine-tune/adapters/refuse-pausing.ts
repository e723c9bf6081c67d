import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import {
  fineTuneProviderFacts,
  type FineTuneProvider,
} from '@understudy/domain/fine-tune/fine-tune-provider';

/** Of a provider whose jobs cannot be paused; the facts say so, so that nobody asks. */
export function refusePausing(provider: FineTuneProvider): Promise<never> {
  const { title } = fineTuneProviderFacts[provider];
  return Promise.reject(
    new UnderstudyError('provider_request_rejected', `${title} cannot pause a job. Cancel it instead.`),
  );
}
