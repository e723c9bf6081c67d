import type { FineTuneAdapter } from '@understudy/activities/fine-tune/adapters/fine-tune-adapter';
import type { FineTuneSettings } from '@understudy/activities/fine-tune/fine-tune-reference';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FineTuneProviderState } from '@understudy/domain/fine-tune/contracts/base-models';
import {
  fineTuneProviderFacts,
  fineTuneProviders,
  type FineTuneProvider,
} from '@understudy/domain/fine-tune/fine-tune-provider';

/** Every provider, and whether this installation can use it. */
export async function describeProviders(fineTuning: FineTuneSettings): Promise<FineTuneProviderState[]> {
  const states = fineTuneProviders.map(async (provider) => {
    const { title, methods, canPause, trainsByItself } = fineTuneProviderFacts[provider];
    const { adapter, reason } = findAdapter(fineTuning, provider);
    return {
      provider,
      title,
      methods: [...methods],
      is_set_up: adapter !== null,
      reason,
      note: await noteOf(adapter),
      simulated: adapter?.simulated ?? false,
      can_pause: canPause,
      trains_by_itself: trainsByItself,
    };
  });
  return await Promise.all(states);
}

/** The list is there whether or not somebody can be asked for a note. */
async function noteOf(adapter: FineTuneAdapter | null): Promise<string | null> {
  try {
    return (await adapter?.note?.()) ?? null;
  } catch (error) {
    if (error instanceof UnderstudyError) return null;
    throw error;
  }
}

function findAdapter(
  fineTuning: FineTuneSettings,
  provider: FineTuneProvider,
): { adapter: FineTuneAdapter | null; reason: string | null } {
  try {
    return { adapter: fineTuning.adapterFor(provider), reason: null };
  } catch (error) {
    if (error instanceof UnderstudyError) return { adapter: null, reason: error.message };
    throw error;
  }
}
