import { contentWords } from './words.ts';

const determiners =
  /^(?:a|an|the|my|your|our|his|her|their|its|this|that|these|those|some|any|another|each)$/u;
const prepositions = /^(?:about|like|love|of|with|without|for|at|on|in|by|into|from|enjoy|hate|prefer)$/u;
const neverTopics =
  /^(?:short|story|scene|style|genre|words?|sentences?|paragraphs?|bit|lot|kind|sort|moment|way|thing|things|time|today|tomorrow|yesterday|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|living|which|who)$/u;

/** What a message is about: nouns by where they stand, after an article (`the client meeting`) or `about` (`sailing`). */
export function topicsOf(message: string): string[] {
  const content = new Set(contentWords(message));
  const words =
    message
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+|[.!?,;:\n]/gu) ?? [];
  return words.flatMap((word, index) => {
    const afterArticle = determiners.test(word);
    if (!afterArticle && !prepositions.test(word)) return [];
    const phrase = takeWhile(
      words.slice(index + 1, index + 4),
      (next) => content.has(next) && !neverTopics.test(next),
    );
    if (phrase.length === 0) return [];
    const noun = withoutVerb(phrase).join(' ');
    return [afterArticle ? `the ${noun}` : noun];
  });
}

/** After a noun comes a verb now and then: "a detective meets". */
function withoutVerb(phrase: readonly string[]): readonly string[] {
  const last = phrase.at(-1) ?? '';
  const looksLikeVerb = /(?:[^s]s|ed)$/u.test(last) && phrase.length > 1;
  return looksLikeVerb ? phrase.slice(0, -1) : phrase;
}

function takeWhile(words: readonly string[], keep: (word: string) => boolean): string[] {
  const end = words.findIndex((word) => !keep(word));
  return words.slice(0, end < 0 ? words.length : end);
}
