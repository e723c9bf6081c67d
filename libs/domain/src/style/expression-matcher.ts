/** Finds the longest listed expression at a position of a word list. */
export interface ExpressionMatcher {
  /** How many words the longest expression that starts at `index` has; 0 when none starts there. */
  lengthAt(words: readonly string[], index: number): number;
  /** True when any listed expression occurs anywhere in the words. */
  occursIn(words: readonly string[]): boolean;
}

/**
 * Indexes expressions of one or more words by their first word, so that a lookup costs one map access
 * however long the list is.
 * @param expressions lower case, separated by commas, their words by one space
 */
export function createExpressionMatcher(expressions: string): ExpressionMatcher {
  const byFirstWord = new Map<string, string[][]>();
  for (const expression of expressions.split(',')) {
    const [first = '', ...rest] = expression.trim().split(' ');
    const entries = byFirstWord.get(first) ?? [];
    byFirstWord.set(
      first,
      [...entries, rest].sort((a, b) => b.length - a.length),
    );
  }

  const lengthAt = (words: readonly string[], index: number): number => {
    const entries = byFirstWord.get(words[index] ?? '');
    const match = entries?.find((rest) => rest.every((word, offset) => words[index + 1 + offset] === word));
    return match === undefined ? 0 : match.length + 1;
  };
  return { lengthAt, occursIn: (words) => words.some((_, index) => lengthAt(words, index) > 0) };
}
