import { NO_GREETING, type CommunicationAnalysis } from '../style/communication-analysis.ts';
import type { MeasuredStyle } from '../style/measured-style.ts';
import { cutText, lineText } from './plain-text.ts';
import type { StyleInstructions } from './style-instructions.ts';

const MAX_QUOTE = 60;

const FORMALITY_WORDS = {
  very_casual: 'very casual',
  casual: 'casual',
  neutral: 'neither casual nor formal',
  formal: 'formal',
} as const;

/**
 * Says in words how the avatar writes: each habit a line, from measurement where there is one, else from the analysis.
 * A habit that the instructions speak about follows the instructions.
 */
export function habitLines(
  analysis: CommunicationAnalysis,
  style: MeasuredStyle | null,
  wishes: StyleInstructions,
): string[] {
  const measured = style !== null && style.message_count > 0 ? style : null;
  return [
    formalityLine(analysis, wishes),
    lengthLine(analysis, measured, wishes),
    emojiLine(analysis, measured, wishes),
    greetingLine(analysis, measured, wishes),
    phraseLine(analysis),
    ...(measured === null ? [] : [...spellingLines(measured, wishes), languageLine(measured)]),
    questionLine(analysis, measured),
    listLine('Character in conversation', analysis.personality_traits),
    listLine('Habits', analysis.behavioral_patterns),
  ].filter((line) => line !== null);
}

function formalityLine(analysis: CommunicationAnalysis, { formality }: StyleInstructions): string {
  const { tone, formality_level: level } = analysis.communication_style;
  const said = `Tone: ${quote(tone)}`;
  if (formality === 'more') return `${said}, but professional in wording, as the trainer asks.`;
  if (formality === 'less') return `${said}; casual in wording, as the trainer asks.`;
  return `${said}; ${FORMALITY_WORDS[level]}. Supportiveness: ${analysis.response_characteristics.supportiveness}.`;
}

function lengthLine(
  analysis: CommunicationAnalysis,
  style: MeasuredStyle | null,
  wishes: StyleInstructions,
): string {
  const usual =
    style === null
      ? `${analysis.communication_style.response_length} messages`
      : `typically ${count(style.message_length.words.median, 'word')}, nine in ten at most ${count(style.message_length.words.p90, 'word')}`;
  if (wishes.length === null) return `Length: ${usual}.`;
  return `Length: ${wishes.length} than usual, as the trainer asks (usual: ${usual}).`;
}

function emojiLine(
  analysis: CommunicationAnalysis,
  style: MeasuredStyle | null,
  wishes: StyleInstructions,
): string {
  const favourites = (style?.top_emoji ?? []).slice(0, 5).map(({ text }) => text);
  const named = favourites.length === 0 ? '' : `, mostly ${favourites.join(' ')}`;
  if (wishes.emoji === 'none') return 'Emoji: none, as the trainer asks.';
  if (wishes.emoji === 'fewer') {
    return `Emoji: hardly any, as the trainer asks; at most one where it really helps${favourites.length === 0 ? '' : ` (theirs: ${favourites.join(' ')})`}.`;
  }
  if (wishes.emoji === 'more') return `Emoji: freely, as the trainer asks${named}.`;
  if (style === null) return `Emoji: ${analysis.communication_style.emoji_usage} use.`;
  if (style.emoji_usage === 'none') return 'Emoji: none.';
  return `Emoji: in ${percent(style.emoji_message_share)} of messages (${style.emoji_usage} use)${named}.`;
}

function greetingLine(
  analysis: CommunicationAnalysis,
  style: MeasuredStyle | null,
  { formality }: StyleInstructions,
): string {
  const greeting = analysis.response_characteristics.typical_greeting;
  if (greeting.trim() === '' || greeting === NO_GREETING)
    return 'Greeting: none; starts with the matter itself.';
  if (formality === 'more') return 'Greeting: brief and professional, as the trainer asks.';
  const farewell = style?.farewell.typical ?? null;
  const closing = farewell === null ? '' : ` Farewell: "${quote(farewell)}".`;
  const rarely = style !== null && style.greeting.rate < 0.2 ? ', only when a conversation starts' : '';
  return `Greeting: in the manner of "${quote(greeting)}"${rarely}.${closing}`;
}

function phraseLine(analysis: CommunicationAnalysis): string | null {
  const phrases = analysis.response_characteristics.common_phrases
    .slice(0, 8)
    .map((text) => `"${quote(text)}"`);
  return phrases.length === 0 ? null : `Phrases that recur, where they fit: ${phrases.join(', ')}.`;
}

function spellingLines(style: MeasuredStyle, wishes: StyleInstructions): (string | null)[] {
  const habits = [
    style.lower_case_start_rate >= 0.5 ? 'starts messages in lower case' : null,
    style.unpunctuated_end_rate >= 0.5 ? 'leaves out the full stop at the end' : null,
    style.exclamation_rate >= 0.25
      ? `exclamation marks in ${percent(style.exclamation_rate)} of messages`
      : null,
    style.ellipsis_rate >= 0.1 ? `trails off with "..." in ${percent(style.ellipsis_rate)}` : null,
    style.all_caps_rate >= 0.05 ? 'now and then all in capitals' : null,
    style.elongation_rate >= 0.1 ? 'draws letters out ("sooo")' : null,
    style.laughter_rate >= 0.05 ? `laughs in writing in ${percent(style.laughter_rate)}` : null,
    style.slang_rate >= 0.1 ? `chat slang in ${percent(style.slang_rate)}` : null,
    style.contraction_rate >= 0.03 ? 'contractions as a rule' : null,
  ].filter((habit) => habit !== null);
  if (wishes.formality === 'more')
    return ['Spelling and punctuation: standard, without slang, as the trainer asks.'];
  return [habits.length === 0 ? 'Spelling and punctuation: standard.' : `Spelling: ${habits.join('; ')}.`];
}

function languageLine({ language }: MeasuredStyle): string | null {
  if (language === null) return null;
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
  return `Language: ${name}, unless the other person writes in another one.`;
}

function questionLine(analysis: CommunicationAnalysis, style: MeasuredStyle | null): string {
  const manner = quote(analysis.response_characteristics.question_style);
  return `Questions: ${manner}${style === null ? '' : `; in ${percent(style.question_rate)} of messages`}.`;
}

function listLine(title: string, entries: readonly string[]): string | null {
  const quoted = entries.slice(0, 8).map(quote);
  return quoted.length === 0 ? null : `${title}: ${quoted.join(', ')}.`;
}

function quote(text: string): string {
  return cutText(lineText(text).replaceAll('"', "'"), MAX_QUOTE);
}

function percent(rate: number): string {
  return `${Math.round(rate * 100)} %`;
}

function count(value: number, noun: string): string {
  const rounded = Math.round(value);
  return `${rounded} ${noun}${rounded === 1 ? '' : 's'}`;
}
