import { loadAutoTrainBatch } from '@understudy/db/auto-train/load-auto-train-batch';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import {
  autoTrainPhaseTitles,
  percentOfAutoTrain,
  type StoredInMemory,
} from '@understudy/domain/auto-train/auto-train-contract';
import type { EmbeddingDependencies } from '../knowledge/embed-pending-chunks.ts';
import { storeExamplesInMemory } from '../knowledge/store-examples-in-memory.ts';
import type { AutoTrainReference } from './auto-train-reference.ts';

const phase = 'storing';

/**
 * Stores the accepted examples of a batch as knowledge. May be repeated, and goes on where it was. Comes back early when
 * the run is paused or has ended, or its budget is used up.
 *
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`; the signal's reason when aborted
 */
export async function storeInMemory(
  dependencies: EmbeddingDependencies,
  { userId, runId, batchId, attempt }: AutoTrainReference,
  signal: AbortSignal,
): Promise<StoredInMemory> {
  const { database } = dependencies;
  const { avatarId } = await database.asUser(userId, async (tx) => {
    await appendRunEvent(tx, {
      runId,
      type: 'phase_started',
      level: 'info',
      phase,
      message: 'Storing the examples in memory.',
      data: { title: autoTrainPhaseTitles.storing },
      key: `${attempt}:${phase}:started`,
      update: { completed: 0, total: 1, percent: percentOfAutoTrain(phase, 0, 1) },
    });
    return await loadAutoTrainBatch(tx, batchId);
  });
  const batch = { userId, runId, avatarId, batchId };
  const { stored, stopped } = await storeExamplesInMemory(dependencies, batch, signal);
  if (stopped !== 'done') return { stored, stopped };
  await database.asUser(userId, (tx) =>
    appendRunEvent(tx, {
      runId,
      type: 'phase_completed',
      level: 'info',
      phase,
      message: `${stored.toLocaleString('en')} examples are stored in memory.`,
      data: { title: autoTrainPhaseTitles.storing, stored },
      key: `${attempt}:${phase}:completed`,
      update: { completed: 1, total: 1, percent: percentOfAutoTrain(phase, 1, 1) },
    }),
  );
  return { stored, stopped };
}
