/** The rules of seed 004 for a data set, "Minimum Requirements". Lengths are in characters as a reader counts code points. */
export const exampleRules = {
  shortestResponse: 50,
  longestResponse: 3_000,
  minimumExamples: 100,
  recommendedExamples: 500,
} as const;

/** Hard limits of what is taken at all, so that no single record fills the memory of a worker. */
export const importLimits = {
  /** Characters of one record: a line, an element of an array, a row. */
  recordCharacters: 10_000_000,
  /** Objects and lists inside each other. */
  depth: 64,
  /** Turns of one conversation. */
  turns: 10_000,
  /** Characters of a text typed in by hand. */
  typedCharacters: 100_000,
  /** Characters at the beginning of a file that its format is told by. */
  sampleCharacters: 65_536,
} as const;

/** How long cleared examples can be brought back, in days. */
export const recoverableDays = 30;
