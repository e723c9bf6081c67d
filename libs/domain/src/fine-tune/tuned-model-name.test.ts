import { expect, it } from 'vitest';
import { nameForChat, providerInName } from './tuned-model-name.ts';

it('says with a model’s name whom to ask, and takes it off again', () => {
  for (const provider of ['together', 'fireworks', 'lora'] as const) {
    const name = nameForChat(provider, 'anna/ash-1');
    expect(name).toBe(`${provider}:anna/ash-1`);
    expect(providerInName(name)).toEqual({ provider, name: 'anna/ash-1' });
  }
});

it('leaves the names of OpenAI and Hugging Face as they are', () => {
  expect(nameForChat('openai', 'ft:gpt-4o::1')).toBe('ft:gpt-4o::1');
  expect(nameForChat('huggingface', 'anna/ash')).toBe('anna/ash');
  expect(providerInName('ft:gpt-4o::1')).toBeNull();
  expect(providerInName('anna/ash')).toBeNull();
});
