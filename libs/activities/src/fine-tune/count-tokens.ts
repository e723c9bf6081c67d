import { familyOf } from '@understudy/domain/fine-tune/base-models';
import type { CountTokens } from '@understudy/domain/fine-tune/cost/count-example-tokens';

/** How the tokens of a model are counted: by its own tokenizer, or by one that comes close. */
export type Tokenizer = { name: string; isOwn: boolean; count: CountTokens };

/** Special tokens in a text are text: somebody has typed them. */
const asText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/**
 * The tokenizer for a base model: OpenAI's models have their own here, others are counted by `o200k_base`. Its tables
 * take tens of megabytes, so they are loaded by the first who counts.
 */
export async function tokenizerFor(model: string): Promise<Tokenizer> {
  const family = familyOf(model);
  if (/^gpt-(?:3\.5|4$|4-)/.test(family)) {
    const { countTokens } = await import('gpt-tokenizer/encoding/cl100k_base');
    return { name: 'cl100k_base', isOwn: true, count: (text) => countTokens(text, asText) };
  }
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const isOwn = /^(?:gpt-|o\d)/.test(family);
  return { name: 'o200k_base', isOwn, count: (text) => countTokens(text, asText) };
}
