import { createRandom, pick } from '../../hashing/random.ts';
import { topicsOf } from '../language/topics.ts';
import { capitalize } from '../language/words.ts';
import type { Question } from './question.ts';
import { storyParts } from './story-parts.ts';

const storyWords =
  /\b(?:write|tell|create|compose|continue|narrate|imagine|describe)\b[^.?!\n]{0,120}\b(?:stor(?:y|ies)|scene|tale|dialogue|monologue|passage|paragraph|poem|opening|chapter|vignette|fable|legend|letter|diary|narrative|character|ending)\b/iu;
const imperative = /^\W*(?:write|tell|create|compose|continue|narrate|imagine|describe)\b/iu;

/** Whether a story is asked for, and no conversation with a persona. */
export function isStoryRequest({ user, system }: Question): boolean {
  if (/^## Real exchanges/mu.test(system)) return false;
  return storyWords.test(user) || (imperative.test(user) && !/\byou are\b/iu.test(system));
}

/**
 * Tells a few sentences that take up the words of the prompt. Prompt, model and seed decide which: the members of
 * an ensemble tell different stories, the same member the same one again.
 */
export function tellStory({ user, model, seed }: Question): string {
  const random = createRandom(`story ${seed} ${model} ${user}`);
  const topics = topicsOf(user).map((phrase) => phrase.replace(/^the /u, ''));
  const topic = () =>
    topics.length > 0 ? pick(topics, random) : pick(['silence', 'promise', 'storm', 'key', 'letter'], random);
  const hero = pick(storyParts.names, random);
  const other = pick(
    storyParts.names.filter((name) => name !== hero),
    random,
  );
  const fill = (template: string) =>
    capitalize(
      template
        .replaceAll('{hero}', hero)
        .replaceAll('{other}', other)
        .replaceAll(/\{topic\}/gu, topic)
        .replaceAll(/\{place\}/gu, () => pick(storyParts.places, random))
        .replaceAll(/\{object\}/gu, () => pick(storyParts.objects, random))
        .replaceAll(/\{sense\}/gu, () => pick(storyParts.senses, random))
        .replaceAll(/\{feeling\}/gu, () => pick(storyParts.feelings, random)),
    );
  const middle = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(storyParts.middles, random));
  return [
    pick(storyParts.openings, random),
    ...new Set(middle),
    pick(storyParts.turns, random),
    pick(storyParts.endings, random),
  ]
    .map(fill)
    .join(' ');
}
