/** One way to get an executable, and why it did not serve. */
export interface FailedAttempt {
  readonly way: string;
  readonly reason: string;
}

/** No way led to an executable; the message lists what was tried and what a person can do. */
export class ResolutionError extends Error {
  override name = 'ResolutionError';
  constructor(what: string, attempts: readonly FailedAttempt[], remedies: readonly string[]) {
    const tried = attempts.map(({ way, reason }) => `  tried ${way}: ${reason}`);
    const advice = remedies.map((remedy) => `  - ${remedy}`);
    super(
      [`${what} is missing, and no way to get it worked.`, ...tried, 'What helps:', ...advice].join('\n'),
    );
  }
}

/** The first line of an error's message. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}
