import { mulberry32 } from '../measuring/mulberry32.ts';

/** Which chat to generate: the same number and size always give the same text. */
export interface ChatOptions {
  readonly messages: number;
  readonly seed: number;
}

const openings = [
  'Hey',
  'Quick question',
  'Guess what',
  'Sorry I am late',
  'By the way',
  'Morning',
  'Listen',
];
const subjects = [
  'the trip',
  'your sister',
  'the new flat',
  'dinner',
  'that film',
  'the interview',
  'my bike',
  'the garden',
];
const questions = [
  'what do you think about',
  'did you hear about',
  'are we still on for',
  'how did it go with',
  'who takes care of',
];
const reactions = [
  "That's awesome!",
  'No way',
  'Honestly, I love it',
  'Sure thing',
  'Hmm, not sure',
  'Oh no',
  'Sounds good to me',
];
const plans = [
  'I will bring snacks',
  "let's talk tonight",
  'give me five minutes',
  'I can pick you up',
  'send me a photo',
  'we could go on Sunday instead',
];
const moods = [' 😄', ' 🎉', '!', '', '', ' haha', '...'];

/**
 * The text of a WhatsApp export from an Android phone, day first: a two-person chat of Ash and Misty, who write by turns
 * and differ in style, some five minutes apart.
 */
export function generateChat({ messages, seed }: ChatOptions): string {
  const random = mulberry32(seed);
  const pick = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)] ?? '';
  const start = Date.UTC(2024, 0, 1 + (seed % 300), 8);
  const lines = Array.from({ length: messages }, (_, index) => {
    const at = new Date(start + index * 5 * 60_000).toISOString();
    const text =
      index % 2 === 0
        ? `${pick(openings)}, ${pick(questions)} ${pick(subjects)}?`
        : `${pick(reactions)} ${pick(plans)} about ${pick(subjects)}${pick(moods)}`;
    return `${exportDate(at)} - ${index % 2 === 0 ? 'Misty' : 'Ash'}: ${text} (${seed}.${index})`;
  });
  return lines.join('\n');
}

/** `13/05/24, 08:05` of an ISO 8601 time. */
function exportDate(iso: string): string {
  const [, year = '', month = '', day = '', time = ''] =
    /^20(\d\d)-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(iso) ?? [];
  return `${day}/${month}/${year}, ${time}`;
}
