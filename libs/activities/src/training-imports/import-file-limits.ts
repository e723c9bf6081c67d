import { UnderstudyError } from '@understudy/domain/errors/understudy-error';

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

/** The error for a file of which so many bytes became too many; null where they did not. */
export function tooComplex(taken: number, given: number): UnderstudyError | null {
  const { expandedBytes, expansion, harmlessBytes } = importFileLimits;
  if (given <= expandedBytes && (given <= harmlessBytes || given <= taken * expansion)) return null;
  return new UnderstudyError(
    'file_too_complex',
    `The file expands to more than ${String(expansion)} times its size, or to more than 4 GB. Unpack it, divide it and upload the parts.`,
  );
}
