import { guessLanguage } from '../../style/language.ts';
import { tokenizeMessage } from '../../style/tokenized-message.ts';

/**
 * The language of a text by its function words, out of the seven that `libs/domain/src/style` knows (BCP 47); null for
 * others, for fewer than ten words and where it is not clear. Without any library, so it runs anywhere.
 */
export function guessTextLanguage(text: string): string | null {
  return guessLanguage([tokenizeMessage(text)]);
}
