import type { Transaction } from '@understudy/db/database';
import { getRunError } from '@understudy/db/runs/get-run-error';
import { problemDefinitions, type ProblemCode } from '@understudy/domain/errors/problem-code';
import type { RunError } from '@understudy/domain/runs/run';

/**
 * Why a run failed: in the words of the activity that failed for good, where it could still write them down, or else by
 * the code and what to do, such as "Retry the session; what is done already is kept."
 */
export async function failureOfRun(
  tx: Transaction,
  { runId, code }: { runId: string; code: ProblemCode },
  advice: string,
): Promise<RunError> {
  const recorded = await getRunError(tx, runId);
  return recorded ?? { code, message: `${problemDefinitions[code].title}. ${advice}`, phase: null };
}
