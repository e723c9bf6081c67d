import { exampleRules } from '@understudy/domain/training-center/examples/example-rules';
import { characterCount } from '@understudy/domain/training-center/quality/text-length';
import { countOf, formatNumber } from '../../app/format.ts';

/** What the length of a response means, and in words. */
export type LengthAdvice = { fits: boolean; text: string };

/** How a response that is being written stands to the recommended length. */
export function lengthAdvice(response: string): LengthAdvice {
  const { shortestResponse: shortest, longestResponse: longest } = exampleRules;
  const length = characterCount(response);
  if (length === 0) {
    return { fits: true, text: `${shortest} to ${formatNumber(longest)} characters are best` };
  }
  const count = countOf(length, 'character');
  if (length < shortest) return { fits: false, text: `${count}; ${shortest - length} more would be better` };
  if (length > longest) {
    return { fits: false, text: `${count}; ${formatNumber(length - longest)} fewer would be better` };
  }
  return { fits: true, text: `${count}, a good length` };
}
