import { hashText } from '../hashing/random.ts';
import { contentWords, stem, wordsOf } from '../chat/language/words.ts';

/** How much each kind of feature counts: stems of content words most, function words least. */
const weights = { stem: 1, pair: 0.5, trigram: 0.25, word: 0.15 };

/**
 * Embeds a text by feature hashing (Weinberger et al., 2009): stems, pairs of neighbours and letter trigrams, each
 * added with a sign at a hashed position; unit length. Similar texts lie close, equal ones are equal.
 *
 * @param dimensions length of the vector.
 */
export function embedText(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  const add = (feature: string, weight: number) => {
    const hash = hashText(feature);
    const at = hash % dimensions;
    vector[at] = (vector[at] ?? 0) + ((hash >>> 16) & 1 ? weight : -weight);
  };
  const stems = contentWords(text).map(stem);
  stems.forEach((word, index) => {
    add(`stem ${word}`, weights.stem);
    if (index > 0) add(`pair ${stems[index - 1]} ${word}`, weights.pair);
    for (let start = 0; start + 3 <= word.length; start++)
      add(`trigram ${word.slice(start, start + 3)}`, weights.trigram);
  });
  for (const word of wordsOf(text)) add(`word ${word}`, weights.word);
  if (vector.every((value) => value === 0)) add(`text ${text}`, 1);
  return toUnitLength(vector);
}

function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}
