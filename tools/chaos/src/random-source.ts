import { mulberry32 } from '@understudy/bench/measuring/mulberry32';

/** Choices that follow from a seed number: the same seed makes the same choices in the same order. */
export interface RandomSource {
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  /** @throws RangeError when there is nothing to pick from */
  readonly pick: <Choice>(choices: readonly Choice[]) => Choice;
  /** The same things in another order. */
  readonly shuffled: <Thing>(things: readonly Thing[]) => Thing[];
}

/**
 * @param seed 0 to 2³² − 1
 * @param stream tells apart those who draw from the same seed, so that none moves another's choices
 */
export function randomSource(seed: number, stream: number): RandomSource {
  const next = mulberry32((seed ^ Math.imul(stream + 1, 0x9e37_79b1)) >>> 0);
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    pick: (choices) => {
      const choice = choices[between(0, choices.length - 1)];
      if (choice === undefined) throw new RangeError('There is nothing to pick from');
      return choice;
    },
    shuffled: (things) =>
      things
        .map((thing) => ({ thing, rank: next() }))
        .toSorted((one, other) => one.rank - other.rank)
        .map(({ thing }) => thing),
  };
}
