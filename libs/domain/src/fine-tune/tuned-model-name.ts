import type { FineTuneProvider } from './fine-tune-provider.ts';

/**
 * What the names of models begin with that only one provider answers with: names such as `anna/ash` are given out by
 * several, and a name alone has to say whom to ask. OpenAI's and Hugging Face's names are as they are.
 */
const namePrefixes = { together: 'together:', fireworks: 'fireworks:', lora: 'lora:' } as const;

/** A provider whose models carry its name. */
export type NamedProvider = keyof typeof namePrefixes;

/** The name under which a provider's model is kept and chatted with: `together:anna/ash` for its `anna/ash`. */
export function nameForChat(provider: FineTuneProvider, name: string): string {
  return isNamed(provider) ? `${namePrefixes[provider]}${name}` : name;
}

/** Whom a model's name says to ask, and what the model is called there; null where the name does not say. */
export function providerInName(model: string): { provider: NamedProvider; name: string } | null {
  for (const provider of ['together', 'fireworks', 'lora'] as const) {
    const prefix = namePrefixes[provider];
    if (model.startsWith(prefix)) return { provider, name: model.slice(prefix.length) };
  }
  return null;
}

function isNamed(provider: FineTuneProvider): provider is NamedProvider {
  return provider in namePrefixes;
}
