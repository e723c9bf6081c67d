import { deriveSeed, hashText } from '../../auto-train/seeded-random.ts';

/**
 * The rank of an example among others: a pure function of the seed and the example's ID, so that it does not depend on
 * which others there are, nor on how they come. Unsigned, 32 bits.
 */
export function seededRank(id: string, seed: number): number {
  return deriveSeed(seed, hashText(id));
}

/** Examples by their seeded rank; the ID decides between equal ones. The input is left as it is. */
export function inSeededOrder<Item extends { id: string }>(items: readonly Item[], seed: number): Item[] {
  const ranked = items.map((item) => ({ item, rank: seededRank(item.id, seed) }));
  ranked.sort((one, other) => one.rank - other.rank || (one.item.id < other.item.id ? -1 : 1));
  return ranked.map(({ item }) => item);
}
