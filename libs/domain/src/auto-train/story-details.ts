import { seededShuffle } from './seeded-random.ts';

/** Details that a story has to work in. */
export const detailsPerStory = 3;

/**
 * Everyday things that fit every genre. Eight hundred combinations of prompt and style are few for a batch of 100,000;
 * three required words out of this list make the same combination 27,720 different requests. The method is that of
 * TinyStories (Eldan and Li 2023, "How Small Can Language Models Be and Still Speak Coherent English?").
 */
export const storyDetails: readonly string[] = (
  'lantern ferry salt ladder violin window rope bread feather clock candle bucket umbrella envelope thimble kite ' +
  'compass blanket whistle orchard button kettle mirror staircase coin map glove bell anchor teapot chalk ribbon ' +
  'stone drum ticket scarf honey needle lamp basket brick pear torch broom wheel chimney pocket moth ink hammer ' +
  'saddle barrel doorstep harbour onion wax'
)
  .split(' ')
  .toSorted();

/** The details of one story: `detailsPerStory` different words, a pure function of the seed. */
export function pickDetails(seed: number): readonly string[] {
  return seededShuffle(storyDetails, seed, detailsPerStory);
}
