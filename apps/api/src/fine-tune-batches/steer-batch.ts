import { getFineTuneBatch } from '@understudy/db/fine-tune-batches/get-fine-tune-batch';
import type { FineTuneBatch } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import type { ApiDependencies } from '../dependencies.ts';
import type { SteeredRun } from '../runs/steer-run.ts';

/** Which batch, asked for by whom. */
export type SteeredBatch = { userId: string; batchId: string };

/** A batch as it stands. */
export function readBatch(
  { database }: Pick<ApiDependencies, 'database'>,
  { userId, batchId }: SteeredBatch,
): Promise<FineTuneBatch> {
  return database.asUser(userId, (tx) => getFineTuneBatch(tx, batchId));
}

/**
 * Does with a batch what can be done with every run, and shows the batch as it is then.
 *
 * @throws UnderstudyError `not_found` also where the ID is that of a run of another kind; what `steer` throws
 */
export async function steerBatch(
  dependencies: ApiDependencies,
  steered: SteeredBatch,
  steer: (dependencies: ApiDependencies, run: SteeredRun) => Promise<unknown>,
): Promise<FineTuneBatch> {
  await readBatch(dependencies, steered);
  await steer(dependencies, { userId: steered.userId, runId: steered.batchId });
  return await readBatch(dependencies, steered);
}
