import { createRandom, hashText, pick } from '../../hashing/random.ts';
import { contentWords } from '../language/words.ts';
import { applyVoice } from './apply-voice.ts';
import { improvise } from './improvise.ts';
import { readPersona } from './persona-prompt.ts';
import type { Persona } from './persona-prompt.ts';
import type { Question } from './question.ts';

const greetingPattern =
  /^\W*(?:hey+|hi+|hello|hiya|yo|good (?:morning|afternoon|evening)|morning|hola|sup)\b/iu;
/** Below this share of the question's weight in common, an exchange is about something else. */
const relatedExchange = 0.3;
/** A passage must have more in common with the question to answer it. */
const relatedPassage = 0.34;

/**
 * Answers as the persona of the system prompt: greets back, answers from a passage that bears on the question, takes
 * up what it answered to the most similar message of its real exchanges, or improvises from traits and backstory.
 */
export function replyInVoice(question: Question): string {
  const persona = readPersona(question.system);
  const seed = `${question.seed} ${hashText(question.system)}`;
  const said =
    greetBack(question.user, persona, seed) ??
    fromPassages(question.user, persona) ??
    fromExchanges(question.user, persona, seed) ??
    improvise(question.user, persona, seed);
  return applyVoice(said, persona, seed);
}

function greetBack(message: string, persona: Persona, seed: string): string | undefined {
  if (!greetingPattern.test(message) || contentWords(message).length > 2) return undefined;
  const random = createRandom(`greeting ${seed}`);
  const own = persona.exchanges.map(({ reply }) => reply).filter((reply) => greetingPattern.test(reply));
  if (own.length > 0) return pick(own, random);
  const greeting = persona.greeting ?? (persona.wishes.register === 'professional' ? 'Good day' : 'Hey');
  const tails = [
    'Good to hear from you. How are you?',
    "How's your day going?",
    'What are you up to?',
    'What can I do for you?',
    'How have you been?',
  ];
  return `${greeting.replace(/[!.,]+$/u, '')}! ${pick(tails, random)}`;
}

function fromPassages(message: string, { rankKnowledge }: Persona): string | undefined {
  const [best, second] = rankKnowledge(message);
  if (best === undefined || best.score < relatedPassage) return undefined;
  const more = second !== undefined && second.score > best.score * 0.8 ? ` ${second.item}` : '';
  return `${best.item}${more}`;
}

function fromExchanges(
  message: string,
  { exchanges, rankExchanges }: Persona,
  seed: string,
): string | undefined {
  const asked = exchanges.find(({ them }) => letters(them) === letters(message));
  if (asked !== undefined) return asked.reply;
  const ranked = rankExchanges(message);
  const [best] = ranked;
  if (best === undefined || best.score < relatedExchange) return undefined;
  const equals = ranked.filter(({ score }) => score > best.score - 0.01);
  return pick(equals, createRandom(`exchange ${seed}`)).item.reply;
}

/** What was said, whatever the case and the punctuation. */
const letters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
