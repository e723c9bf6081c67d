import type { ProblemCode } from './problem-code.ts';

/**
 * Whether the sentence of such an error, or its cause, may quote what a provider said, and with it what the provider was
 * sent: people's texts, which are for the run's owner and for no log.
 */
export function quotesProvider(code: ProblemCode): boolean {
  return code.startsWith('provider_');
}
