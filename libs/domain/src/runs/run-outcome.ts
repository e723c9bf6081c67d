import type { ProblemCode } from '../errors/problem-code.ts';

/** How a workflow found that its run ends. What came of the work is found by the activity that writes the end down. */
export type RunOutcome =
  { outcome: 'completed' } | { outcome: 'cancelled' } | { outcome: 'failed'; code: ProblemCode };
