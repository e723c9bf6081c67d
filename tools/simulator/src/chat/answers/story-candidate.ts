import { z } from 'zod';
import { createRandom, pick } from '../../hashing/random.ts';
import { capitalize } from '../language/words.ts';
import { parseLenient } from './parse-lenient.ts';
import type { Question } from './question.ts';
import { storyPlots } from './story-plots.ts';

const requestSchema = z.object({
  genre: z.string(),
  prompt: z.string(),
  style: z.string().default(''),
  details: z.array(z.string()).default([]),
});

/**
 * Writes a very short story for a request of the product's `story_candidate` schema: about the prompt, with every detail
 * it asks for, somebody speaking, in the mood of the genre. Request, model and seed decide it; other requests give
 * stories that share hardly a phrase. Undefined when the prompt is no such request.
 */
export function storyCandidate({
  user,
  model,
  seed,
}: Question): { title: string; story: string } | undefined {
  const request = requestSchema.safeParse(parseLenient(user));
  if (!request.success) return undefined;
  const { genre, prompt, details } = request.data;
  const random = createRandom(`candidate ${seed} ${model} ${user}`);
  const names = drawAll(storyPlots.names, random);
  const [hero = 'Ada', other = 'Bram'] = names;
  const rest = { details: drawAll(details, random) };
  const moods = storyPlots.moods[genre] ?? storyPlots.otherMoods;
  const slots: Record<string, () => string> = {
    hero: () => hero,
    other: () => other,
    adjective: () => pick(storyPlots.adjectives, random),
    mood: () => pick(moods, random),
    place: () => pick(storyPlots.places, random),
    verb: () => pick(storyPlots.verbs, random),
    number: () => pick(storyPlots.numbers, random),
    time: () => pick(storyPlots.times, random),
    colour: () => pick(storyPlots.colours, random),
    detail: () => rest.details.shift() ?? pick(storyPlots.things, random),
    subject: () => `${prompt.charAt(0).toLowerCase()}${prompt.slice(1)}`.replace(/[.!?]+$/u, ''),
  };
  const fill = (template: string) =>
    capitalize(template.replaceAll(/\{(\w+)\}/gu, (_, slot: string) => slots[slot]?.() ?? ''));
  const parts = [
    storyPlots.openings,
    storyPlots.scenes,
    storyPlots.speeches,
    storyPlots.turns,
    storyPlots.endings,
  ];
  const sentences = parts.map((part) => fill(pick(part, random)));
  while (rest.details.length > 0) sentences.splice(-1, 0, fill(pick(storyPlots.leftovers, random)));
  const title = capitalize(
    `the ${pick(storyPlots.adjectives, random)} ${details[0] ?? pick(storyPlots.things, random)}`,
  );
  return { title, story: sentences.join(' ') };
}

function drawAll(choices: readonly string[], random: () => number): string[] {
  const left = [...choices];
  return choices.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}
