const stopWords = new Set(
  `a about after again all also am an and any are as at be because been before being but by can could did do does doing
  don't down for from further get got had has have he her here him his how i i'd i'll i'm i've if in into is it it's its
  just let like me more most my no not now of off on one only or other our out over own please really she should so some
  such than that that's the their them then there these they this those to too under until up us very was we were what
  what's when where which while who why will with would yes you you're your yours tell know think want going`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

/** The words of a text in lower case, with apostrophes kept inside. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu) ?? [];

/** The words that carry the matter: no function words, at least three letters. */
export const contentWords = (text: string): string[] =>
  wordsOf(text).filter((word) => word.length > 2 && !stopWords.has(word));

/** A word without its commonest English endings, so that "meetings" finds "meeting". */
export const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ing|ed|ies|es|s|ly)$/u, '') : word.replace(/(?<=..)s$/u, '');

/** The sentences of a text, each with its punctuation. */
export const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?\n]+(?:[.!?]+["')\]]*|(?=\n)|$)/gu) ?? [])
    .map((sentence) => sentence.trim())
    .filter(Boolean);

/** A text with its first letter in upper case. */
export const capitalize = (text: string): string =>
  text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
