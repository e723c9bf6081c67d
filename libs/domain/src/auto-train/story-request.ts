import { z } from 'zod';
import type { ModelRequestText } from '../style/compose-analysis-request.ts';
import { toStrictJsonSchema } from '../style/strict-json-schema.ts';
import { genreTitles } from './genres.ts';
import type { ItemPlan } from './item-plan.ts';

/** Name of the structured output that an ensemble member writes. */
export const storyCandidateSchemaName = 'story_candidate';

/** Most characters of a story that is taken: far above what is asked for, far below what would flood a page. */
export const maxStoryCharacters = 20_000;

/** Tokens that the answer may have: a story of 800 characters in any script, its title and the JSON around them. */
export const storyMaxOutputTokens = 1_200;

const answer = z.object({
  title: z.string().describe('A title of two to six words'),
  story: z.string().describe('The whole story, without its title'),
});

/** A story as an ensemble member hands it in. An empty one is an unusable answer. */
export const storyCandidateSchema = z.strictObject({
  title: z.string().trim(),
  story: z.string().trim().min(1).max(maxStoryCharacters),
});
export type StoryCandidate = z.infer<typeof storyCandidateSchema>;

/** The answer's shape for structured output in strict mode; lengths are checked by `storyCandidateSchema`. */
export const storyCandidateJsonSchema = toStrictJsonSchema(answer);

const SYSTEM = `You write very short stories that a language model will learn to write from.

The user's message is a JSON object:
- genre: the genre of the story.
- prompt: what the story is about.
- style: how it is to be told.
- details: words that have to occur in it, each in a natural place.

Write one complete story of 400 to 750 characters with a beginning, a turn and an end, in at least four sentences.
Let at least one person speak, in double quotation marks. Prefer concrete, sensory words to general ones.
Invent all names and vary them; use no person, place or character of a known work.
Answer in English with the JSON object that the schema describes and nothing else.`;

/**
 * Composes the request for one candidate. `user` is a JSON string with the keys genre, prompt, style and details. Every
 * member of an ensemble gets the same request.
 */
export function composeStoryRequest(plan: ItemPlan): ModelRequestText {
  return {
    system: SYSTEM,
    user: JSON.stringify({
      genre: plan.genre,
      prompt: plan.prompt,
      style: plan.modifier,
      details: plan.details,
    }),
  };
}

const listOfDetails = new Intl.ListFormat('en', { type: 'conjunction' });

/** The instruction of the training example, as a person would put it; the story is its response. */
export function composeInstruction(plan: ItemPlan): string {
  const genre = genreTitles[plan.genre].toLowerCase();
  const details = listOfDetails.format(plan.details);
  return `Write a short ${genre} story. ${plan.prompt}. ${plan.modifier} Work in: ${details}.`;
}
