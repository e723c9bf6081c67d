import type { FineTuneSettings } from '@understudy/activities/fine-tune/fine-tune-reference';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FineTuneProviderState } from '@understudy/domain/fine-tune/contracts/base-models';
import {
  fineTuneProviderFacts,
  fineTuneProviders,
  type FineTuneProvider,
} from '@understudy/domain/fine-tune/fine-tune-provider';

/** Every provider, and whether this installation can use it. */
export function describeProviders(fineTuning: FineTuneSettings): FineTuneProviderState[] {
  return fineTuneProviders.map((provider) => {
    const { title, methods, canPause, trainsByItself } = fineTuneProviderFacts[provider];
    const adapter = findAdapter(fineTuning, provider);
    return {
      provider,
      title,
      methods: [...methods],
      is_set_up: adapter !== null,
      simulated: adapter?.simulated ?? false,
      can_pause: canPause,
      trains_by_itself: trainsByItself,
    };
  });
}

function findAdapter(fineTuning: FineTuneSettings, provider: FineTuneProvider) {
  try {
    return fineTuning.adapterFor(provider);
  } catch (error) {
    if (error instanceof UnderstudyError) return null;
    throw error;
  }
}
