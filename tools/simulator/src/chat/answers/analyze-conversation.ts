import { z } from 'zod';
import { prevailingFeeling, type Feeling } from '../language/feelings.ts';
import { contentWords, wordsOf } from '../language/words.ts';
import { countHabits, type CountedHabits } from './count-habits.ts';
import { parseLenient } from './parse-lenient.ts';

const inputSchema = z.looseObject({
  turns: z.array(z.looseObject({ role: z.enum(['avatar', 'user']), text: z.string() })).default([]),
});

/**
 * Labels a conversation for the product's `conversation_analysis`: the persona by the habits and the prevailing feeling of
 * the user side, the arc by the feelings at its beginning and its end, the topic by the words that both sides come back
 * to, the quality by how much the avatar's replies say.
 */
export function analyzeConversation(user: string) {
  const { turns } = inputSchema.catch({ turns: [] }).parse(parseLenient(user));
  const theirs = turns.filter(({ role }) => role === 'user').map(({ text }) => text);
  const replies = turns.filter(({ role }) => role === 'avatar').map(({ text }) => text);
  const habits = countHabits(theirs);
  return {
    persona: `${adjectives[prevailingFeeling(theirs)]}_${noun(habits)}`,
    emotional_arc: arcOf(theirs),
    training_topic: topicOf(turns.map(({ text }) => text)),
    ...qualityOf(theirs, replies),
  };
}

const adjectives: Record<Feeling, string> = {
  confusion: 'unsure',
  anxiety: 'anxious',
  sadness: 'downhearted',
  frustration: 'frustrated',
  gratitude: 'grateful',
  relief: 'relieved',
  joy: 'cheerful',
  curiosity: 'curious',
  calm: 'pragmatic',
};

function noun({ questionRate, proposalRate, medianWords, storyRate }: CountedHabits): string {
  if (proposalRate > 0.1) return 'planner';
  if (storyRate > 0.1) return 'storyteller';
  if (questionRate > 0.3) return 'questioner';
  return medianWords > 20 ? 'explainer' : 'optimist';
}

function arcOf(theirs: readonly string[]): string {
  const part = Math.max(1, Math.ceil(theirs.length / 3));
  const from = prevailingFeeling(theirs.slice(0, part));
  const to = prevailingFeeling(theirs.slice(-part));
  return from === to ? `${from}_throughout` : `${from}_to_${to}`;
}

function topicOf(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(contentWords(text))) {
      if (/^[a-z]{4,}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const frequent = [...counts].toSorted(([one, times], [other, otherTimes]) =>
    times === otherTimes ? one.localeCompare(other) : otherTimes - times,
  );
  const words = frequent.slice(0, 2).map(([word]) => word);
  return words.length === 0 ? 'small_talk' : words.join('_');
}

function qualityOf(theirs: readonly string[], replies: readonly string[]) {
  const words = replies.map((reply) => wordsOf(reply).length);
  const average = words.reduce((sum, count) => sum + count, 0) / Math.max(1, words.length);
  const short = words.filter((count) => count <= 2).length / Math.max(1, words.length);
  const score = 1 + 4 * (1 - Math.exp(-average / 6)) * (1 - short / 2);
  return {
    quality_score: Math.round(Math.min(5, score) * 10) / 10,
    quality_reasons: [
      `The ${replies.length} replies have ${average.toFixed(1)} words on average.`,
      `${Math.round(short * 100)} % of them are only a word or two.`,
      `The other side wrote ${theirs.length} turns.`,
    ],
  };
}
