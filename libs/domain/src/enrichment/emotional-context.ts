import { z } from 'zod';

/** What a turn can be felt to say. */
export const emotions = [
  'gratitude',
  'joy',
  'relief',
  'anxiety',
  'sadness',
  'anger',
  'confusion',
  'curiosity',
  'neutral',
] as const;
export type Emotion = (typeof emotions)[number];

/** What somebody feels in a turn, as far as its words tell. */
export const emotionalContextSchema = z.object({
  emotion: z.enum(emotions).describe('neutral where nothing in the words tells'),
  intensity: z
    .number()
    .min(0)
    .max(1)
    .describe('0 for neutral; grows with the number of cues, !, and capitals'),
  cues: z.array(z.string()).describe('The words and signs that tell'),
  previous_emotion: z
    .enum(emotions)
    .nullable()
    .describe('Of the turn of the user side before; null for the first'),
});
export type EmotionalContext = z.infer<typeof emotionalContextSchema>;

/** English, and the commonest words of German and Spanish; matched without accents. In order of precedence. */
const cuesOf: readonly (readonly [Emotion, RegExp])[] = [
  ['gratitude', /\b(?:thank(?:s| you)|thx|grateful|appreciate\w*|danke\w*|gracias)\b|🙏/giu],
  ['relief', /\b(?:relie(?:f|ved)|phew|finally|glad that|weight off|endlich|por fin)\b|😌|😮‍💨/giu],
  [
    'anxiety',
    /\b(?:worr(?:y|ied|ying)|anxious|nervous|scared|afraid|stress(?:ed|ful)?|panic\w*|overwhelm\w*|fear|angst|sorge\w*|miedo|preocupad\w*)\b|😰|😟|😱/giu,
  ],
  [
    'sadness',
    /\b(?:sad|upset|lonely|miss (?:you|him|her|them)|cry(?:ing)?|heartbroken|depress\w*|hurts?|lost (?:my|our)|traurig|triste)\b|😢|😭|💔|:\(/giu,
  ],
  [
    'anger',
    /\b(?:angry|annoy(?:ed|ing)|furious|mad at|hate|ridiculous|fed up|unfair|sick of|frustrat\w*|wutend|enojad\w*)\b|😡|🤬|😤/giu,
  ],
  [
    'confusion',
    /\b(?:confus(?:ed|ing)|not sure|don'?t (?:understand|get it|know)|no idea|unsure|lost here|makes? no sense|verwirrt|no entiendo)\b|\?{2,}|🤔|😕/giu,
  ],
  [
    'joy',
    /\b(?:happy|great|awesome|amazing|love|excited|fantastic|wonderful|yay|perfect|so good|congrat\w*|super|toll|genial|feliz)\b|😀|😃|😄|😊|😍|🥰|🎉|❤️/giu,
  ],
  [
    'curiosity',
    /\b(?:wonder(?:ing)?|curious|how (?:do|does|did|can)|what (?:is|are|if|about)|why (?:is|do|does|did))\b|\?/giu,
  ],
];

const mostCues = 5;

/** What the words of a turn tell of a feeling: the emotion with most cues, of equals the one named first above. */
export function emotionalContextOf(text: string, previous: Emotion | null): EmotionalContext {
  const plain = text.normalize('NFC').replaceAll('’', "'");
  let best: { emotion: Emotion; cues: string[] } = { emotion: 'neutral', cues: [] };
  for (const [emotion, pattern] of cuesOf) {
    const cues = [...new Set([...plain.matchAll(pattern)].map(([cue]) => cue.toLowerCase()))];
    if (cues.length > best.cues.length) best = { emotion, cues };
  }
  return {
    emotion: best.emotion,
    intensity: best.cues.length === 0 ? 0 : intensityOf(plain, best.cues.length),
    cues: best.cues.slice(0, mostCues),
    previous_emotion: previous,
  };
}

/** 0.3 for a cue, 0.15 for each more, 0.1 for each ! up to three, 0.2 for a word in capitals. */
function intensityOf(text: string, cues: number): number {
  const exclamations = Math.min(3, text.split('!').length - 1);
  const shouted = /(?<!\p{L})\p{Lu}{3,}(?!\p{L})/u.test(text) ? 0.2 : 0;
  const sum = 0.3 + 0.15 * (cues - 1) + 0.1 * exclamations + shouted;
  return Math.round(Math.min(1, sum) * 100) / 100;
}
