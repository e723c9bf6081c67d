import { eld } from 'eld/extrasmall';

/** Of fewer letters no language can be told: names, "OK", a line of code. Scripts without spaces say more in fewer. */
const leastLetters = 20;
const leastIdeographs = 6;

/**
 * Tells which of 60 languages a text is in (BCP 47); null where it is not sure. Imported by the language process only: its
 * n-grams take 90 MB.
 */
export function detectLanguage(text: string): string | null {
  if (!hasEnoughLetters(text)) return null;
  const result = eld.detect(text);
  return result.language !== '' && result.isReliable() ? result.language : null;
}

function hasEnoughLetters(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters >= leastLetters) return true;
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  return (ideographs?.length ?? 0) >= leastIdeographs;
}
