import { createRandom, pick } from '../../hashing/random.ts';
import { capitalize, contentWords, sentencesOf } from '../language/words.ts';
import type { Persona } from './persona-prompt.ts';

const professionalAdvice = [
  'For your {topic}, I recommend preparing a clear agenda and key talking points. Consider the other side’s objectives and how your proposal aligns with them.',
  'I suggest approaching the {topic} step by step: clarify the objective, gather the facts, and agree on next steps with everyone involved.',
  'With regard to the {topic}, it would be best to set priorities first and to leave time for questions.',
] as const;
const casualAdvice = [
  "Honestly, for the {topic} I'd keep it simple: decide what matters most, do that first and see how it goes.",
  "Take the {topic} one step at a time. What worked last time? I'd start there.",
  "I'd just talk it through with someone before the {topic}. You know more than you think!",
] as const;
const questions = [
  'Good question. About the {topic}: I would need to know a bit more, what exactly happened?',
  'The {topic}? I have thought about that before. It depends on what you want out of it.',
  "Hm, the {topic}. My first thought: it's less complicated than it looks. What makes you ask?",
  "I can't say for sure about the {topic}, but I would go with my gut there.",
] as const;
const statements = [
  'The {topic}, really? Tell me more, how did that come about?',
  'That sounds like quite a thing with the {topic}. How do you feel about it?',
  'Thanks for telling me about the {topic}. What happens next?',
  'I like hearing about the {topic}. Keep me posted!',
] as const;
const wordless = [
  'I see. Tell me more?',
  'All right. What do you have in mind?',
  'Got it. And how are you doing?',
] as const;
const flavours = [
  'You know me: {trait} as ever.',
  'Being {trait}, that is how I see it.',
  'Call me {trait}, but that is my view.',
] as const;

/** Answers without an example to go by, from what the message is about and who the persona is. */
export function improvise(message: string, persona: Persona, seed: string): string {
  const random = createRandom(`improvise ${seed}`);
  const topic = topicOf(message);
  const templates = templatesFor(message, topic, persona);
  const answer = pick(templates, random).replaceAll('{topic}', topic).replaceAll('’', "'");
  const flavour = flavourOf(persona, random);
  return flavour === undefined ? answer : `${answer} ${flavour}`;
}

function templatesFor(message: string, topic: string, { wishes }: Persona): readonly string[] {
  if (topic === '') return wordless;
  if (
    /\b(?:how (?:should|do|can|would) (?:i|we)|what should|any advice|any tips|recommend)\b/iu.test(message)
  ) {
    return wishes.register === 'professional' ? professionalAdvice : casualAdvice;
  }
  return message.includes('?') ? questions : statements;
}

/** The last run of words that carry meaning: what most messages end on is what they are about. */
function topicOf(message: string): string {
  const content = new Set(contentWords(message));
  const verbs =
    /^(?:handle|deal|prepare|make|get|feel|said|say|tell|ask|need|use|find|should|come|came|happen\w*)$/u;
  const words = message.toLowerCase().match(/[\p{L}\p{N}']+|[.!?,;]/gu) ?? [];
  const runs: string[][] = [[]];
  for (const word of words) {
    if (content.has(word) && !verbs.test(word)) runs.at(-1)?.push(word);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return (runs.findLast((run) => run.length > 0) ?? []).slice(-3).join(' ');
}

function flavourOf({ traits, backstory }: Persona, random: () => number): string | undefined {
  const [trait] = traits.length > 0 ? [pick(traits, random)] : [];
  if (trait !== undefined && random() < 0.6)
    return pick(flavours, random).replace('{trait}', trait.toLowerCase());
  const [own] = sentencesOf(backstory).filter(
    (sentence) => /^(?:I|My)\b/u.test(sentence) && sentence.length < 140,
  );
  return own === undefined || random() < 0.5 ? undefined : capitalize(own);
}
