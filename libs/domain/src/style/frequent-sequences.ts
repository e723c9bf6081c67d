/** Consecutive words and how often they occur. */
export interface WordSequence {
  readonly words: readonly string[];
  readonly count: number;
}

interface Options {
  /** Longest sequence, in words. */
  readonly maxLength: number;
  /** Fewest uses that count. */
  readonly minCount: number;
}

/** Marks a place where no frequent sequence starts. */
const NONE = -1;

interface Level {
  /** For each position of the text, the number of the frequent sequence that starts there, or NONE. */
  readonly starts: Int32Array;
  readonly sequences: readonly WordSequence[];
}

/**
 * Finds all sequences of two or more words that occur at least `minCount` times, level by level: a sequence can
 * only be frequent if both sequences it is made of are (the Apriori property; Agrawal & Srikant 1994). Only
 * candidates are counted, under integer keys, so a million words take a fraction of a second.
 * @param texts token lists; an empty token breaks sequences
 */
export function findFrequentSequences(
  texts: readonly (readonly string[])[],
  options: Options,
): WordSequence[] {
  let level = frequentWords(texts, options.minCount);
  const wordStarts = level.starts;
  const words = level.sequences;
  const found: WordSequence[] = [];
  for (let length = 2; length <= options.maxLength && level.sequences.length > 0; length += 1) {
    level = extend(level, { length, wordStarts, words, minCount: options.minCount });
    found.push(...level.sequences);
  }
  return found;
}

function frequentWords(texts: readonly (readonly string[])[], minCount: number): Level {
  const counts = new Map<string, number>();
  let size = 0;
  for (const tokens of texts) {
    size += tokens.length + 1;
    for (const token of tokens) if (token !== '') counts.set(token, (counts.get(token) ?? 0) + 1);
  }

  const sequences: WordSequence[] = [];
  const numbers = new Map<string, number>();
  for (const [word, count] of counts) {
    if (count < minCount) continue;
    numbers.set(word, sequences.length);
    sequences.push({ words: [word], count });
  }

  const starts = new Int32Array(size).fill(NONE);
  let position = 0;
  for (const tokens of texts) {
    for (const token of tokens) {
      starts[position] = numbers.get(token) ?? NONE;
      position += 1;
    }
    position += 1;
  }
  return { starts, sequences };
}

interface Extension {
  readonly length: number;
  readonly wordStarts: Int32Array;
  readonly words: readonly WordSequence[];
  readonly minCount: number;
}

function extend(previous: Level, extension: Extension): Level {
  const { wordStarts, words, length, minCount } = extension;
  const width = words.length;
  /** One number for "sequence plus the word after it"; NONE when its tail is not frequent either. */
  const keyAt = (position: number): number => {
    const head = previous.starts[position] ?? NONE;
    const tail = previous.starts[position + 1] ?? NONE;
    const last = wordStarts[position + length - 1] ?? NONE;
    return head === NONE || tail === NONE || last === NONE ? NONE : head * width + last;
  };

  const counts = new Map<number, number>();
  for (let position = 0; position < wordStarts.length; position += 1) {
    const key = keyAt(position);
    if (key !== NONE) counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  const sequences: WordSequence[] = [];
  const numbers = new Map<number, number>();
  for (const [key, count] of counts) {
    const head = previous.sequences[Math.floor(key / width)];
    const last = words[key % width];
    if (count < minCount || head === undefined || last === undefined) continue;
    numbers.set(key, sequences.length);
    sequences.push({ words: [...head.words, ...last.words], count });
  }
  const starts = wordStarts.map((_, position) => numbers.get(keyAt(position)) ?? NONE);
  return { starts, sequences };
}
