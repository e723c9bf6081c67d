import { z } from 'zod';
import { countedTextSchema, increment, mostFrequent } from './counted-text.ts';
import { createExpressionMatcher, type ExpressionMatcher } from './expression-matcher.ts';
import { functionWordsOf } from './function-words.ts';
import { FAREWELLS, GREETINGS } from './salutation-words.ts';
import { share } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

const TOP_SALUTATIONS = 5;
/** "Hey guys" and "Good morning dear team" address someone; a longer first clause is a sentence of its own. */
const MAX_ADDRESS_WORDS = 2;

export const salutationSchema = z.object({
  rate: z.number().min(0).max(1).describe('Share of messages with one.'),
  typical: z
    .string()
    .nullable()
    .describe('The most frequent one as it is usually spelt; null when there is none.'),
  top: z.array(countedTextSchema),
});
export type Salutation = z.infer<typeof salutationSchema>;

const greetings = createExpressionMatcher(GREETINGS);
const farewells = createExpressionMatcher(FAREWELLS);

/**
 * Finds how a person opens messages. A greeting counts at the start of a message only; a short address after
 * it belongs to it ("Hey guys!"). Spellings that differ in case and end punctuation are counted together.
 * @param language BCP 47, or null: "yo" greets in English and means "I" in Spanish
 */
export function measureGreetings(messages: readonly TokenizedMessage[], language: string | null): Salutation {
  const ordinary = functionWordsOf(language);
  return summarize(messages, (message) =>
    ordinary.has(message.tokens[0] ?? '') ? null : readGreeting(message),
  );
}

/** Finds how a person closes messages: a farewell counts when nothing but punctuation and emoji follows it. */
export function measureFarewells(messages: readonly TokenizedMessage[]): Salutation {
  return summarize(messages, readFarewell);
}

function readGreeting({ prose, tokens }: TokenizedMessage): string | null {
  const greetingLength = greetings.lengthAt(tokens, 0);
  if (greetingLength === 0) return null;
  const clauseEnd = tokens.indexOf('');
  const clauseLength = clauseEnd < 0 ? tokens.length : clauseEnd;
  const withAddress = clauseLength <= greetingLength + MAX_ADDRESS_WORDS;
  return firstWords(prose, withAddress ? clauseLength : greetingLength);
}

function readFarewell({ prose, words }: TokenizedMessage): string | null {
  const length = trailingLength(farewells, words);
  return length === 0 ? null : lastWords(prose, length);
}

function trailingLength(matcher: ExpressionMatcher, words: readonly string[]): number {
  for (let start = Math.max(0, words.length - 4); start < words.length; start += 1) {
    if (start + matcher.lengthAt(words, start) === words.length) return words.length - start;
  }
  return 0;
}

function firstWords(prose: string, count: number): string {
  const end = prose.match(new RegExp(`^(?:[^\\p{L}\\p{N}]*[\\p{L}\\p{M}\\p{N}'’-]+){${count}}[!.]*`, 'u'));
  return tidy(end?.[0] ?? prose);
}

function lastWords(prose: string, count: number): string {
  const start = prose.match(new RegExp(`(?:[\\p{L}\\p{M}\\p{N}'’-]+[^\\p{L}\\p{N}]*){${count}}$`, 'u'));
  return tidy(start?.[0] ?? prose);
}

function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function summarize(
  messages: readonly TokenizedMessage[],
  read: (message: TokenizedMessage) => string | null,
): Salutation {
  const spellings = new Map<string, Map<string, number>>();
  let hits = 0;
  for (const message of messages) {
    const text = read(message);
    if (text === null) continue;
    hits += 1;
    const key = text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+$/u, '');
    const counts = spellings.get(key) ?? new Map<string, number>();
    increment(counts, text);
    spellings.set(key, counts);
  }

  const merged = new Map<string, number>();
  for (const counts of spellings.values()) {
    const [usual] = mostFrequent(counts, 1);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (usual !== undefined) merged.set(usual.text, total);
  }
  const top = mostFrequent(merged, TOP_SALUTATIONS);
  return { rate: share(hits, messages.length), typical: top[0]?.text ?? null, top };
}
