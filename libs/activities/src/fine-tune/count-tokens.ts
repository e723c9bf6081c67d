import { familyOf } from '@understudy/domain/fine-tune/base-models';
import type { CountTokens } from '@understudy/domain/fine-tune/cost/count-example-tokens';
import { countTokens as countCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as countO200k } from 'gpt-tokenizer/encoding/o200k_base';

/** How the tokens of a model are counted: by its own tokenizer, or by one that comes close. */
export type Tokenizer = { name: string; isOwn: boolean; count: CountTokens };

/** Special tokens in a text are text: somebody has typed them. */
const asText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/** The tokenizer for a base model: OpenAI's models have their own here, others are counted by `o200k_base`. */
export function tokenizerFor(model: string): Tokenizer {
  const family = familyOf(model);
  if (/^gpt-(?:3\.5|4$|4-)/.test(family)) {
    return { name: 'cl100k_base', isOwn: true, count: (text) => countCl100k(text, asText) };
  }
  const isOwn = /^(?:gpt-|o\d)/.test(family);
  return { name: 'o200k_base', isOwn, count: (text) => countO200k(text, asText) };
}
