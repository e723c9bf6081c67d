import { readStyleWishes } from '../language/style-wishes.ts';
import type { StyleWishes } from '../language/style-wishes.ts';
import { readAnalysisInput } from './analysis-input.ts';
import { countHabits } from './count-habits.ts';
import type { CountedHabits } from './count-habits.ts';
import { repeatedPhrases, typicalGreeting } from './repeated-phrases.ts';

/**
 * Analyses how a person communicates, from the messages in the request: everything is counted, and the trainer's
 * instructions move it. The shape is the one the product asks for (`communication_analysis`).
 */
export function analyzeCommunication(user: string) {
  const { messages, instructions } = readAnalysisInput(user);
  const habits = countHabits(messages);
  const wishes = readStyleWishes(instructions);
  return {
    communication_style: {
      formality_level: formality(habits, wishes),
      emoji_usage: emojiUsage(habits, wishes),
      response_length: responseLength(habits, wishes),
      tone: tone(habits, wishes),
    },
    personality_traits: traits(habits, wishes),
    behavioral_patterns: patterns(habits),
    response_characteristics: {
      typical_greeting: typicalGreeting(messages) ?? 'none',
      common_phrases: repeatedPhrases(messages, 8),
      question_style: questionStyle(habits),
      supportiveness:
        habits.supportRate >= 0.12
          ? 'high'
          : habits.supportRate + habits.politeRate >= 0.06
            ? 'medium'
            : 'low',
    },
  };
}

function formality(habits: CountedHabits, wishes: StyleWishes): string {
  if (wishes.register === 'professional') return 'formal';
  const score =
    0.5 +
    habits.formalRate +
    0.3 * habits.politeRate -
    habits.slangRate -
    0.4 * habits.lowerCaseRate -
    0.3 * habits.emojiRate;
  const wished = wishes.register === 'casual' ? score - 0.25 : score;
  if (wished < 0.1) return 'very_casual';
  if (wished < 0.45) return 'casual';
  return wished < 0.75 ? 'neutral' : 'formal';
}

function emojiUsage({ emojiRate }: CountedHabits, wishes: StyleWishes): string {
  const levels = ['none', 'light', 'moderate', 'heavy'] as const;
  const level = emojiRate < 0.01 ? 0 : emojiRate < 0.15 ? 1 : emojiRate < 0.6 ? 2 : 3;
  if (wishes.emoji === 'none') return 'none';
  if (wishes.emoji === 'fewer') return levels[Math.min(1, level)] ?? 'none';
  return levels[wishes.emoji === 'more' ? Math.min(3, level + 1) : level] ?? 'none';
}

function responseLength({ medianWords }: CountedHabits, wishes: StyleWishes): string {
  if (wishes.length !== null) return wishes.length;
  return medianWords <= 8 ? 'short' : medianWords <= 25 ? 'medium' : 'long';
}

function tone(habits: CountedHabits, wishes: StyleWishes): string {
  if (wishes.register === 'professional')
    return habits.positiveRate > 0.2 ? 'warm and professional' : 'professional';
  if (habits.teasingRate > 0.08) return 'warm and teasing';
  if (habits.laughterRate > 0.12) return 'playful';
  if (habits.exclamationRate > 0.3 && habits.positiveRate > 0.15) return 'enthusiastic';
  if (habits.formalRate > 0.2) return 'courteous';
  return habits.positiveRate + habits.politeRate > 0.15 ? 'friendly' : 'matter-of-fact';
}

function traits(habits: CountedHabits, wishes: StyleWishes): string[] {
  const found = [
    wishes.register === 'professional' && 'professional',
    habits.supportRate > 0.05 && 'supportive',
    habits.politeRate > 0.08 && 'considerate',
    habits.laughterRate > 0.05 && 'humorous',
    habits.exclamationRate > 0.25 && 'enthusiastic',
    habits.questionRate > 0.2 && 'curious',
    habits.proposalRate > 0.08 && 'sociable',
    habits.formalRate > 0.15 && 'organised',
    habits.slangRate > 0.15 && 'easy-going',
    habits.positiveRate > 0.15 && 'optimistic',
    habits.medianWords <= 8 ? 'concise' : habits.medianWords > 25 && 'thorough',
  ].filter((trait) => trait !== false);
  return pad(found, ['approachable', 'attentive', 'direct']);
}

function patterns(habits: CountedHabits): string[] {
  const found = [
    habits.questionRate > 0.15 && 'asks follow-up questions',
    habits.exampleRate > 0.02 && 'uses examples',
    habits.proposalRate > 0.05 && 'makes concrete suggestions',
    habits.laughterRate > 0.05 && 'laughs in writing',
    habits.supportRate > 0.05 && 'encourages the other person',
    habits.politeRate > 0.08 && 'thanks and apologises readily',
    habits.storyRate > 0.08 && 'tells what happened to them',
    habits.lowerCaseRate > 0.4 && 'starts messages in lower case',
    habits.emojiRate > 0.15 && 'underlines feelings with emoji',
    habits.medianWords <= 8 && 'answers in short messages',
    habits.medianWords > 25 && 'explains at length',
  ].filter((pattern) => pattern !== false);
  return pad(found, ['responds to the matter first', 'stays on the topic', 'keeps the conversation going']);
}

/** At least three entries, as the product asks for. */
const pad = (found: readonly string[], others: readonly string[]): string[] =>
  [...found, ...others.slice(0, Math.max(0, 3 - found.length))].slice(0, 8);

function questionStyle({ questionRate, questionWords }: CountedHabits): string {
  if (questionRate === 0) return 'none';
  if (questionRate < 0.1) return 'occasional';
  return questionWords <= 12 ? 'direct' : 'elaborate';
}
