import type { TestStack } from '@understudy/stack/test-stack';
import type { Printer } from './report/printer.ts';

/** One bench: a question about speed that is answered by measuring a whole stack. */
export interface Bench {
  /** What it is called on the command line and in the JSON report. */
  readonly name: string;
  /** What it answers, in a line. */
  readonly title: string;
  /** Environment variables that its stack needs. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Names of what can be measured alone, by `--only`. */
  readonly parts?: readonly string[];
  /**
   * Measures, and prints what was measured.
   *
   * @param only parts to measure; all when it is empty
   * @throws Error where the product did something wrong, so that a figure would be about the wrong thing
   */
  readonly run: (stack: TestStack, print: Printer, only: readonly string[]) => Promise<void>;
}
