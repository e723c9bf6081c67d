import { Client, Connection } from '@temporalio/client';
import { fineTuneProviders } from '@understudy/domain/fine-tune/fine-tune-provider';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { expect, it } from 'vitest';
import { createObjectStorage } from '../storage/object-storage.ts';
import { fineTuneEnvironmentSchema, toFineTuneSettings } from './fine-tune-environment.ts';

function providersOf(variables: Record<string, string>) {
  const settings = toFineTuneSettings(fineTuneEnvironmentSchema.parse(variables), {
    client: new Client({ connection: Connection.lazy() }),
    storage: createObjectStorage({ kind: 'folder', folder: '/nowhere' }),
  });
  return fineTuneProviders.flatMap((provider) => {
    try {
      return `${provider}${settings.adapterFor(provider).simulated ? ' (simulated)' : ''}`;
    } catch (error) {
      expect(error).toBeInstanceOf(UnderstudyError);
      expect(error).toMatchObject({ code: 'provider_model_unavailable' });
      return [];
    }
  });
}

it('trains with those whose keys are given, and with our own trainer', () => {
  expect(providersOf({})).toEqual(['openai', 'lora']);
  expect(providersOf({ TOGETHER_API_KEY: 'k' })).toEqual(['openai', 'together', 'lora']);
  expect(providersOf({ HF_TOKEN: 'hf_k' })).toEqual(['openai', 'huggingface', 'lora']);
});

it('needs an account beside the key of Fireworks', () => {
  expect(providersOf({ FIREWORKS_API_KEY: 'k' })).toEqual(['openai', 'lora']);
  const account = { FIREWORKS_API_KEY: 'k', FIREWORKS_ACCOUNT_ID: 'anna', SIMULATED_PROVIDERS: 'fireworks' };
  expect(providersOf(account)).toEqual(['openai', 'fireworks (simulated)', 'lora']);
});
