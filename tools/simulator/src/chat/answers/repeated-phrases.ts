import { wordsOf } from '../language/words.ts';

const greetingPattern =
  /^(?:hey+|hi+|hello|hiya|yo|good (?:morning|afternoon|evening)|dear|greetings|morning|what's up|sup|hola)\b(?: (?:there|you|everyone|all|guys|man|dude))?[!,.]?/iu;

/** How messages usually open, word for word; undefined when none greets. */
export function typicalGreeting(messages: readonly string[]): string | undefined {
  const greetings = messages.flatMap((message) => greetingPattern.exec(message.trim())?.slice(0, 1) ?? []);
  const [commonest] = byFrequency(greetings.map((greeting) => greeting.replace(/[,.]$/u, '')));
  return commonest?.text;
}

/** Phrases of two to four words that stand in at least two messages, commonest first; longer before their parts. */
export function repeatedPhrases(messages: readonly string[], most: number): string[] {
  const phrases = messages.flatMap((message) => [
    ...new Set([4, 3, 2].flatMap((size) => runs(wordsOf(message), size))),
  ]);
  const repeated = byFrequency(phrases)
    .filter(({ count, text }) => count >= 2 && /\p{L}{4}/u.test(text))
    .sort((a, b) => b.count * b.text.length - a.count * a.text.length);
  const chosen: string[] = [];
  for (const { text } of repeated) {
    if (chosen.length >= most) break;
    if (!chosen.some((longer) => longer.includes(text) || text.includes(longer))) chosen.push(text);
  }
  return chosen;
}

const runs = (words: readonly string[], size: number): string[] =>
  words
    .slice(0, Math.max(0, words.length - size + 1))
    .map((_, start) => words.slice(start, start + size).join(' '));

function byFrequency(texts: readonly string[]): { text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}
