import colours from 'picocolors';

/** Where the stack tells a person what it does: whole lines only, so that a file or a CI log reads as well as a terminal. */
export interface Reporter {
  /** One line about `subject` (a short name such as `postgres`). */
  readonly tell: (subject: string, message: string) => void;
  /** Like `tell`, for something that went well and is over. */
  readonly done: (subject: string, message: string) => void;
  /** Like `tell`, for something a person should know but need not act on at once. */
  readonly warn: (subject: string, message: string) => void;
  /** Text as it is, for headings and closing summaries. */
  readonly print: (text: string) => void;
}

/** Says nothing: for tests that start stacks by the dozen. */
export const silentReporter: Reporter = {
  tell: () => undefined,
  done: () => undefined,
  warn: () => undefined,
  print: () => undefined,
};

const subjectWidth = 11;

/**
 * A reporter that writes lines with the seconds since `startedAt` (milliseconds of `performance.now()`).
 * @param write receives each line with its line break.
 */
export function createReporter(write: (text: string) => void, startedAt: number): Reporter {
  const line = (mark: string, subject: string, message: string): void => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
    const [first = '', ...rest] = message.split('\n');
    const indent = ' '.repeat(6 + 3 + 4 + subjectWidth);
    const body = [first, ...rest.map((more) => indent + more)].join('\n');
    write(`${colours.dim(`${seconds} s`)}  ${mark} ${subject.padEnd(subjectWidth)} ${body}\n`);
  };
  return {
    tell: (subject, message) => line(colours.dim('·'), subject, message),
    done: (subject, message) => line(colours.green('✓'), subject, message),
    warn: (subject, message) => line(colours.yellow('!'), subject, message),
    print: (text) => write(`${text}\n`),
  };
}

/** Seconds since `startedAt` (milliseconds of `performance.now()`) as people read them: `0.7 s`, `3 min 15 s`. */
export function elapsedSince(startedAt: number): string {
  return formatDuration(performance.now() - startedAt);
}

/** A duration in milliseconds as people read it: `0.7 s`, `42 s`, `3 min 15 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${seconds.toFixed(0)} s`;
  return `${String(Math.floor(seconds / 60))} min ${String(Math.floor(seconds % 60))} s`;
}
