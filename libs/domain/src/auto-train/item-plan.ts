import { genres as allGenres, type Genre } from './genres.ts';
import { deriveSeed, seededShuffle } from './seeded-random.ts';
import { pickDetails } from './story-details.ts';
import { promptsPerGenre, storyPrompts } from './story-prompts.ts';
import { styleModifiers } from './style-modifiers.ts';

/** Combinations of prompt and style modifier within a genre. */
export const combinationsPerGenre = promptsPerGenre * styleModifiers.length;

/** Which item of which batch a plan is for. */
export type ItemPlanInput = {
  /** The run's recorded seed, 0 to 2³² − 1. */
  seedNumber: number;
  /** Genres of the batch, each once, in the order that was recorded. */
  genres: readonly Genre[];
  /** From 0. */
  itemIndex: number;
  /** 1, and one more for each replacement of a rejected or failed example. */
  attempt: number;
};

/** What an item's story is to be. */
export type ItemPlan = {
  genre: Genre;
  promptIndex: number;
  prompt: string;
  modifierIndex: number;
  modifier: string;
  /** Words the story has to work in, so that the same combination makes another story next time. */
  details: readonly string[];
  /** For whatever else of this item and attempt is to be chosen deterministically; also the provider's `seed`. */
  requestSeed: number;
};

const allCombinations = [...Array(combinationsPerGenre).keys()];

/** Keeps the seeds of different purposes apart. */
const purposes = { genreOrder: 1, combinations: 2, request: 3, details: 4 } as const;

// Odd and free of the factors of 100, so that stepping by it visits every slot.
const REPLACEMENT_STRIDE = 37;

/**
 * Plans one item: a pure function of its input, so that a resumed, repeated or replayed run plans the same.
 *
 * Genres come in blocks, each a seeded order of all genres: after any number of items two genres differ by one at most,
 * and no genre has a fixed place. Within a genre the first attempts walk a seeded order of all 100 combinations before
 * any comes again (then in another order). A replacement stays in its genre and takes another combination at each of
 * its first 100 attempts; in batches of up to 50 items a genre, a first replacement takes one that nobody else has.
 *
 * @throws RangeError without a genre, for a negative item index or for an attempt below 1
 */
export function planItem({ seedNumber, genres, itemIndex, attempt }: ItemPlanInput): ItemPlan {
  if (itemIndex < 0 || attempt < 1) throw new RangeError('Items count from 0 and attempts from 1.');
  const block = Math.floor(itemIndex / genres.length);
  const order = seededShuffle(genres, deriveSeed(seedNumber, purposes.genreOrder, block));
  const genre = order[itemIndex % genres.length];
  if (genre === undefined) throw new RangeError('A batch has one genre at least.');
  const combination = combinationOf(seedNumber, genre, block, attempt);
  const promptIndex = Math.floor(combination / styleModifiers.length);
  const modifierIndex = combination % styleModifiers.length;
  return {
    genre,
    promptIndex,
    prompt: storyPrompts[genre][promptIndex] ?? '',
    modifierIndex,
    modifier: styleModifiers[modifierIndex] ?? '',
    details: pickDetails(deriveSeed(seedNumber, purposes.details, itemIndex, attempt)),
    requestSeed: deriveSeed(seedNumber, purposes.request, itemIndex, attempt),
  };
}

function combinationOf(seedNumber: number, genre: Genre, ordinal: number, attempt: number): number {
  const round = Math.floor(ordinal / combinationsPerGenre);
  const seed = deriveSeed(seedNumber, purposes.combinations, allGenres.indexOf(genre), round);
  const slot = slotOf(ordinal % combinationsPerGenre, attempt);
  return seededShuffle(allCombinations, seed, slot + 1)[slot] ?? 0;
}

/** Replacements come from the far end of the order, where a small batch's first attempts never get to. */
function slotOf(firstSlot: number, attempt: number): number {
  if (attempt === 1) return firstSlot;
  const others = Array.from(
    { length: combinationsPerGenre },
    (_, step) => (combinationsPerGenre - 1 - firstSlot + REPLACEMENT_STRIDE * step) % combinationsPerGenre,
  ).filter((slot) => slot !== firstSlot);
  return [firstSlot, ...others][(attempt - 1) % combinationsPerGenre] ?? firstSlot;
}
