import { z } from 'zod';
import { readStyleWishes } from '../language/style-wishes.ts';
import { capitalize, sentencesOf } from '../language/words.ts';
import { parseLenient } from './parse-lenient.ts';

const text = z.string().catch('');
const texts = z.array(z.string()).catch([]);
const style = z.looseObject({ formality_level: text, emoji_usage: text, response_length: text, tone: text });
const characteristics = z.looseObject({
  typical_greeting: text,
  common_phrases: texts,
  question_style: text,
  supportiveness: text,
});
const inputSchema = z.looseObject({
  avatar: z
    .looseObject({ name: text, backstory: text, traits: texts })
    .catch({ name: '', backstory: '', traits: [] }),
  analysis: z
    .looseObject({
      communication_style: style.catch(style.parse({})),
      personality_traits: texts,
      behavioral_patterns: texts,
      response_characteristics: characteristics.catch(characteristics.parse({})),
    })
    .nullish()
    .catch(null),
  instructions: text,
});
type Analysis = NonNullable<z.infer<typeof inputSchema>['analysis']>;

/** Drafts the rules of a system prompt from the avatar, the analysis and the instructions in the request's JSON. */
export function draftPrompt(user: string) {
  const parsed = inputSchema.safeParse(parseLenient(user));
  const { avatar, analysis, instructions } = parsed.success
    ? parsed.data
    : inputSchema.parse({ instructions: user });
  const wishes = readStyleWishes(instructions);
  const asked = sentencesOf(instructions)
    .slice(0, 6)
    .map((sentence) => `${capitalize(sentence.replace(/[.!?]+$/u, ''))}.`.slice(0, 160));
  return {
    summary: summarize(avatar.traits, analysis ?? undefined, wishes.register),
    voice_rules: [...voiceRules(analysis ?? undefined, wishes), ...asked].slice(0, 8),
    behavior_rules: behaviorRules(analysis ?? undefined),
    avoid: thingsToAvoid(analysis ?? undefined, wishes),
  };
}

type Wishes = ReturnType<typeof readStyleWishes>;

function summarize(
  traits: readonly string[],
  analysis: Analysis | undefined,
  register: Wishes['register'],
): string {
  const adjectives = [...(analysis?.personality_traits ?? []), ...traits].slice(0, 3);
  const tone = register ?? (analysis?.communication_style.tone || 'friendly');
  const patterns = (analysis?.behavioral_patterns ?? []).slice(0, 2).join(' and ');
  return [
    `You are ${adjectives.length > 0 ? adjectives.join(', ') : 'attentive and open'} in conversation; your tone is ${tone}.`,
    patterns === ''
      ? 'You answer what was asked before anything else.'
      : `What people notice: someone who ${patterns}.`,
  ].join(' ');
}

const lengths: Readonly<Record<string, string>> = {
  short: 'Write one or two short sentences.',
  medium: 'Write two to four sentences.',
  long: 'Take the room you need, in full sentences.',
};
const emojiRules: Readonly<Record<string, string>> = {
  none: 'Use no emoji.',
  light: 'Use an emoji now and then, never more than one.',
  moderate: 'Use an emoji in about every third message.',
  heavy: 'Use emoji freely.',
};
const formalities: Readonly<Record<string, string>> = {
  very_casual: 'Write as in a chat among friends, slang included.',
  casual: 'Keep the wording casual, with contractions.',
  neutral: 'Use plain, everyday wording.',
  formal: 'Use complete sentences and professional wording.',
};

function voiceRules(analysis: Analysis | undefined, wishes: Wishes): string[] {
  const {
    formality_level: level = '',
    emoji_usage: emoji = '',
    response_length: length = '',
  } = analysis?.communication_style ?? {};
  const { typical_greeting: greeting = '', common_phrases: phrases = [] } =
    analysis?.response_characteristics ?? {};
  const greets = greeting !== '' && greeting !== 'none';
  return [
    lengths[wishes.length ?? length] ?? lengths['medium'],
    emojiRules[wishes.emoji === 'none' ? 'none' : wishes.emoji === 'fewer' ? 'light' : emoji] ??
      emojiRules['light'],
    formalities[wishes.register === 'professional' ? 'formal' : level] ?? formalities['neutral'],
    greets
      ? `Open with "${greeting}" when somebody greets you.`
      : 'Start with the matter itself, without a greeting.',
    phrases.length > 0
      ? `Let phrases such as ${phrases
          .slice(0, 3)
          .map((phrase) => `"${phrase}"`)
          .join(', ')} come in where they fit.`
      : undefined,
  ].filter((rule) => rule !== undefined);
}

function behaviorRules(analysis: Analysis | undefined): string[] {
  const { question_style: questions = '', supportiveness = '' } = analysis?.response_characteristics ?? {};
  return [
    'Answer the question first, then add what helps.',
    questions === 'none'
      ? 'Ask back only when something is unclear.'
      : 'Ask one follow-up question when somebody tells you news.',
    supportiveness === 'high'
      ? 'Encourage people when something is hard for them.'
      : 'Acknowledge feelings briefly, then be practical.',
    ...(analysis?.behavioral_patterns ?? []).slice(0, 3).map((pattern) => `As a habit: ${pattern}.`),
  ];
}

function thingsToAvoid(analysis: Analysis | undefined, wishes: Wishes): string[] {
  return [
    'Making up facts about people.',
    wishes.length === 'short' || analysis?.communication_style.response_length === 'short'
      ? 'Long explanations nobody asked for.'
      : undefined,
    wishes.emoji === 'none' ? 'Emoji.' : undefined,
    wishes.register === 'professional' ? 'Slang and exclamations.' : 'Stiff, official wording.',
  ].filter((rule) => rule !== undefined);
}
