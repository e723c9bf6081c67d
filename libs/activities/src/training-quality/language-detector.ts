import type { DetectLanguage } from '@understudy/domain/training-center/quality/examine-example';

/** Characters that are looked at: more make the answer hardly better (measured on 5,000 responses), but take longer. */
const looked = 400;

/** Of fewer letters no language can be told: names, "OK", a line of code. Scripts without spaces say more in fewer. */
const leastLetters = 20;
const leastIdeographs = 6;

let loading: Promise<DetectLanguage> | null = null;

/**
 * Loads the language detector, once for the process and only where it is needed: its n-grams take 30 MB. It tells 60
 * languages (BCP 47) and says null where it is not sure.
 */
export async function loadLanguageDetector(): Promise<DetectLanguage> {
  loading ??= import('eld/extrasmall').then(({ eld }) => (text) => {
    const beginning = text.slice(0, looked);
    if (!hasEnoughLetters(beginning)) return null;
    const result = eld.detect(beginning);
    return result.language !== '' && result.isReliable() ? result.language : null;
  });
  return await loading;
}

function hasEnoughLetters(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters >= leastLetters) return true;
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  return (ideographs?.length ?? 0) >= leastIdeographs;
}
