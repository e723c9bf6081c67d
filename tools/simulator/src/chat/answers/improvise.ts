import { createRandom, pick } from '../../hashing/random.ts';
import { prepareRelevance } from '../language/relevance.ts';
import { topicsOf } from '../language/topics.ts';
import { sentencesOf } from '../language/words.ts';
import { improvisedLines } from './improvised-lines.ts';
import type { Persona } from './persona-prompt.ts';

const asksAdvice =
  /\b(?:how (?:should|do|can|would|could) (?:i|we)|what (?:should|would you)|any advice|any tips|recommend|suggest)\b/iu;
const asksPersona =
  /\b(?:who are you|about yourself|(?:do|did|are|were|have|can|would) you|your (?:job|work|family|hobby|hobbies|life|favou?rite)|you (?:live|work|do|like|love|grow))\b/iu;
const troubles =
  /\b(?:nervous|sad|scared|afraid|tired|exhausted|stressed|sick|ill|worried|anxious|angry|upset|lonely|failed|lost|broke|hurt|hard day|bad day|awful|terrible)\b/iu;
const goodNews =
  /\b(?:got (?:the|a|my|in)|won|passed|promoted|engaged|married|pregnant|graduated|finally|good news|great news|new (?:job|flat|house|car)|so happy|made it)\b/iu;

/** Answers without an example to go by: from the backstory when asked about it, else by what kind of message it is. */
export function improvise(message: string, persona: Persona, seed: string): string {
  const random = createRandom(`improvise ${seed}`);
  const own = aboutOneself(message, persona, random);
  if (own !== undefined) return own;
  const lines = improvisedLines[persona.wishes.register === 'professional' ? 'professional' : 'casual'];
  const topic = topicsOf(message).at(-1);
  return pick(lines[kindOf(message, topic)], random).replaceAll('{topic}', topic ?? 'that');
}

function aboutOneself(
  message: string,
  { backstory, traits }: Persona,
  random: () => number,
): string | undefined {
  if (!message.includes('?') || !asksPersona.test(message) || asksAdvice.test(message)) return undefined;
  const [best] = prepareRelevance(sentencesOf(backstory), (sentence) => sentence)(message);
  if (best !== undefined) return best.item;
  return traits.length === 0
    ? undefined
    : `People say I'm ${pick(traits, random).toLowerCase()}, and they're right.`;
}

function kindOf(message: string, topic: string | undefined): keyof (typeof improvisedLines)['casual'] {
  if (asksAdvice.test(message)) return 'advice';
  if (troubles.test(message)) return 'comfort';
  if (!message.includes('?') && goodNews.test(message)) return 'news';
  if (topic === undefined) return 'other';
  return message.includes('?') ? 'question' : 'statement';
}
