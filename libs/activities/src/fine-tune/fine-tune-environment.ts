import {
  defaultPatienceSeconds,
  defaultPollSeconds,
  defaultStuckAfterSeconds,
} from '@understudy/domain/fine-tune/fine-tune-contract';
import {
  fineTuneProviderFacts,
  type FineTuneProvider,
} from '@understudy/domain/fine-tune/fine-tune-provider';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import {
  providerEnvironmentSchema,
  toChatModelSettings,
  toTuningProviders,
} from '../providers/provider-environment.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';
import type { FineTuneAdapter } from './adapters/fine-tune-adapter.ts';
import { createFireworksAdapter } from './adapters/fireworks-adapter.ts';
import { createHuggingFaceAdapter } from './adapters/huggingface-adapter.ts';
import { createLoraAdapter } from './adapters/lora-adapter.ts';
import { createOpenAIFineTuneAdapter } from './adapters/openai-adapter.ts';
import { createTogetherAdapter } from './adapters/together-adapter.ts';
import type { FineTuneSettings } from './fine-tune-reference.ts';

/** The environment variables that say who trains and how patiently that is watched. Shared by the API and the worker. */
export const fineTuneEnvironmentSchema = providerEnvironmentSchema.extend({
  FINE_TUNE_POLL_SECONDS: z.coerce.number().positive().max(3_600).default(defaultPollSeconds),
  FINE_TUNE_STUCK_SECONDS: z.coerce.number().positive().default(defaultStuckAfterSeconds),
  FINE_TUNE_PATIENCE_SECONDS: z.coerce.number().min(60).default(defaultPatienceSeconds),
});

/** Who can train, by the environment. Our own trainer needs no more than Temporal and the object storage. */
export function toFineTuneSettings(
  environment: z.infer<typeof fineTuneEnvironmentSchema>,
  own: { client: Client; storage: ObjectStorage },
): FineTuneSettings {
  const { openai } = toChatModelSettings(environment, 0);
  const { together, fireworks, huggingface } = toTuningProviders(environment);
  const adapters: Partial<Record<FineTuneProvider, FineTuneAdapter | undefined>> = {
    openai: createOpenAIFineTuneAdapter(openai),
    together: together && createTogetherAdapter(together),
    fireworks: fireworks && createFireworksAdapter(fireworks),
    huggingface: huggingface && createHuggingFaceAdapter(huggingface),
    lora: createLoraAdapter(own),
  };
  return {
    adapterFor(provider) {
      const adapter = adapters[provider];
      if (adapter !== undefined) return adapter;
      const { title, alternative } = fineTuneProviderFacts[provider];
      throw new UnderstudyError('provider_model_unavailable', `${title} is not set up here. ${alternative}`);
    },
    pollSeconds: environment.FINE_TUNE_POLL_SECONDS,
    stuckAfterSeconds: environment.FINE_TUNE_STUCK_SECONDS,
    patienceSeconds: environment.FINE_TUNE_PATIENCE_SECONDS,
  };
}
