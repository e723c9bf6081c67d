/**
 * Picks texts spread evenly over the whole list, in their order, with at most `budget` characters in all: a style read
 * off the first messages alone would miss how a person writes now.
 * @param budget characters
 * @param maxLength longest text that is taken whole; a longer one is cut, so that one essay cannot crowd out the rest
 */
export function sampleEvenly(texts: readonly string[], budget: number, maxLength: number): string[] {
  const lengths = texts.map((text) => Math.min(text.length, maxLength));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let count = total <= budget ? texts.length : Math.max(1, Math.floor((texts.length * budget) / total));
  let picks = evenIndices(texts.length, count);
  // The picks may be longer than the average they were counted by.
  while (count > 1 && sumAt(lengths, picks) > budget) {
    count = Math.min(count - 1, Math.floor((count * budget) / sumAt(lengths, picks)));
    picks = evenIndices(texts.length, Math.max(1, count));
  }
  return picks.map((index) => (texts[index] ?? '').slice(0, Math.min(maxLength, budget)).toWellFormed());
}

function evenIndices(length: number, count: number): number[] {
  return Array.from({ length: Math.min(length, count) }, (_, pick) => Math.floor((pick * length) / count));
}

function sumAt(lengths: readonly number[], indices: readonly number[]): number {
  return indices.reduce((sum, index) => sum + (lengths[index] ?? 0), 0);
}
