import { loadAutoTrainBatch } from '@understudy/db/auto-train/load-auto-train-batch';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { autoTrainPhaseTitles, percentOfAutoTrain } from '@understudy/domain/auto-train/auto-train-contract';
import { storeExamplesInMemory } from '../knowledge/store-examples-in-memory.ts';
import type { EmbeddingModel } from '../providers/embedding-model.ts';
import type { AutoTrainDependencies, AutoTrainReference } from './auto-train-reference.ts';

const phase = 'storing';

/**
 * Stores the accepted examples of a batch as knowledge. May be repeated, and goes on where it was.
 *
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`; the signal's reason when aborted
 */
export async function storeInMemory(
  dependencies: Pick<AutoTrainDependencies, 'database'> & { embeddings: EmbeddingModel },
  { userId, runId, batchId, attempt }: AutoTrainReference,
  signal: AbortSignal,
): Promise<{ stored: number }> {
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
  const { stored } = await storeExamplesInMemory(dependencies, { userId, runId, avatarId, batchId }, signal);
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
  return { stored };
}
