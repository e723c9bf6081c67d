import { createRandom, pick } from '../../hashing/random.ts';
import type { InstanceSource } from '../../schema/generate-instance.ts';
import { contentWords, sentencesOf, wordsOf } from '../language/words.ts';
import { parseLenient } from './parse-lenient.ts';
import type { Question } from './question.ts';
import { replyInVoice } from './reply-in-voice.ts';
import { isStoryRequest, tellStory } from './tell-story.ts';

const reasons = [
  'The wording is clear and the images around {topic} stay in mind.',
  'It keeps to the point about {topic}, though the ending comes a little fast.',
  'A consistent voice; {topic} is handled with care.',
  'Vivid where it speaks of {topic}, thinner in the middle.',
  'Original in its approach to {topic}, with room for more detail.',
  'Well paced; what it says about {topic} is believable.',
] as const;

const replyNames = /^(?:response|reply|answer|story|content|message|text|output|completion)$/iu;
const reasonNames = /reason|feedback|comment|explanation|justification|critique|notes?|why/iu;
const titleNames = /title|topic|name|label|tag|keyword|category/iu;

/** What an answer to any schema is made from: texts by the names of properties, and the entries the prompt lists. */
export function instanceSource(question: Question): InstanceSource {
  const pictureText = question.pictures.map(({ text }) => text).join('\n');
  const prompt = `${question.user}\n${pictureText}`.trim();
  const topics = contentWords(prompt).slice(0, 400);
  const sentences = sentencesOf(prompt).slice(0, 60);
  const seed = `${question.seed} ${question.model}`;
  return {
    seed,
    listed: listedEntries(question.user),
    quality: lexicalQuality(prompt),
    textFor(path) {
      const random = createRandom(`${seed} ${path.join('.')}`);
      const name = path.findLast((step) => !/^\d+$/u.test(step)) ?? '';
      const topic = topics.length > 0 ? pick(topics, random) : 'this';
      if (reasonNames.test(name)) return pick(reasons, random).replace('{topic}', topic);
      if (titleNames.test(name)) return topic;
      if (replyNames.test(name))
        return isStoryRequest(question) ? tellStory(question) : replyInVoice(question);
      return sentences.length > 0 ? pick(sentences, random).slice(0, 300) : topic;
    },
  };
}

/** The first list in a JSON prompt, such as the candidates to be judged. */
function listedEntries(user: string): readonly unknown[] {
  const parsed = parseLenient(user);
  if (Array.isArray(parsed)) return parsed;
  if (typeof parsed !== 'object' || parsed === null) return [];
  return (
    Object.values(parsed).find((value): value is unknown[] => Array.isArray(value) && value.length > 0) ?? []
  );
}

/** Rich vocabulary and some length read as quality; 0–1. */
function lexicalQuality(text: string): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0.5;
  const variety = new Set(words).size / words.length;
  return Math.min(1, 0.4 * variety + 0.6 * Math.min(1, words.length / 120));
}
