/**
 * A 32-bit hash of a text (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/), well spread by a final mix.
 * Fast and stable over time; not for secrets.
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}

/** A reproducible sequence of numbers from 0 up to 1 (Mulberry32, Tommy Ettinger), started from a text. */
export function createRandom(seed: string): () => number {
  let state = hashText(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * One of the given choices.
 *
 * @throws {RangeError} when there is none.
 */
export function pick<Choice>(choices: readonly Choice[], random: () => number): Choice {
  const [first] = choices;
  if (first === undefined) throw new RangeError('There is nothing to pick from.');
  return choices[Math.floor(random() * choices.length)] ?? first;
}
