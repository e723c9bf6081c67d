/** Limits of what a compressed file may become, against files that are made to fill memory or disk. */
export const importFileLimits = {
  /** Bytes that any file may expand to. */
  expandedBytes: 4 * 1024 ** 3,
  /** Times its size that a file may expand to. Text that people write has 3 to 10, logs up to 50. */
  expansion: 200,
  /** Bytes up to which the expansion is not looked at: a short file of repeats harms nobody. */
  harmlessBytes: 10 * 1024 ** 2,
  /** Bytes at the beginning of a file by which it is told what it is. */
  sampleBytes: 65_536,
} as const;
