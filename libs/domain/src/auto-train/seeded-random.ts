const GOLDEN_GAMMA = 0x9e3779b9;
const TWO_TO_32 = 2 ** 32;
const FNV_OFFSET = 0x811c9dc5;

/**
 * A bijection on unsigned 32-bit integers in which every input bit reaches every output bit: the finaliser of
 * MurmurHash3 (Appleby 2011, public domain).
 *
 * The generators in this file are our own few lines, not a library's, because a run's recorded seed has to choose the
 * same items for as long as the run is kept, whatever is upgraded in between.
 */
export function mix32(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A seed for one purpose out of a seed number and what tells this purpose from others. Unsigned, 32 bits. */
export function deriveSeed(seedNumber: number, ...parts: readonly number[]): number {
  return parts.reduce((seed, part) => mix32(seed ^ mix32(part + GOLDEN_GAMMA)), mix32(seedNumber));
}

/**
 * The items in an order that is a pure function of the seed: Fisher–Yates (Durstenfeld 1964) over SplitMix (Steele, Lea
 * and Flood 2014, "Fast splittable pseudorandom number generators") in its 32-bit form. The bias of the bounded draw
 * is under n ÷ 2³². The input is left as it is.
 *
 * @param count how many of the order, from its beginning, are wanted; all when left out
 */
export function seededShuffle<Item>(items: readonly Item[], seed: number, count = items.length): Item[] {
  // Drawing an item out of a shrinking list is the same as swapping it behind the boundary.
  const rest = [...items];
  let state = seed;
  return items.slice(0, count).flatMap(() => {
    state = (state + GOLDEN_GAMMA) >>> 0;
    return rest.splice(Math.floor((mix32(state) / TWO_TO_32) * rest.length), 1);
  });
}

/** A 32-bit hash of a text's UTF-16 code units: FNV-1a (Fowler, Noll and Vo), finished by `mix32`. */
export function hashText(text: string): number {
  return mix32(hashOn(FNV_OFFSET, text));
}

/** `hashText` of some of the words with a space between them, from `from` to before `to`, without making that text. */
export function hashWords(words: readonly string[], from: number, to: number): number {
  let hash = FNV_OFFSET;
  for (let index = from; index < Math.min(to, words.length); index += 1) {
    if (index > from) hash = hashOn(hash, ' ');
    hash = hashOn(hash, words[index] ?? '');
  }
  return mix32(hash);
}

function hashOn(before: number, text: string): number {
  let hash = before;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
