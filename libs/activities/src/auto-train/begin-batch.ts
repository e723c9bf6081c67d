import { askTogether } from '@understudy/db/ask-together';
import { loadAutoTrainBatch } from '@understudy/db/auto-train/load-auto-train-batch';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { lockRun } from '@understudy/db/runs/lock-run';
import type { AutoTrainPlan } from '@understudy/domain/auto-train/auto-train-contract';
import { autoTrainPhaseTitles, percentOfAutoTrain } from '@understudy/domain/auto-train/auto-train-contract';
import { summariseBatch } from '@understudy/db/auto-train/summarise-batch';
import { planBatch } from './plan-batch.ts';
import type { AutoTrainDependencies, AutoTrainReference } from './auto-train-reference.ts';

/** Begins an attempt at a batch, and says how it is to travel. A second execution writes nothing. */
export async function beginBatch(
  { database, models }: Pick<AutoTrainDependencies, 'database' | 'models'>,
  { userId, runId, batchId, attempt }: AutoTrainReference,
): Promise<AutoTrainPlan> {
  return await database.asUser(userId, async (tx) => {
    // The lock comes first: lanes are at work already, and the event would take back what they store after the count.
    const [, settings, { accepted }] = await askTogether([
      () => lockRun(tx, runId),
      () => loadAutoTrainBatch(tx, batchId),
      () => summariseBatch(tx, batchId),
    ]);
    const { numExamples } = settings;
    const left = numExamples - accepted;
    await appendRunEvent(tx, {
      runId,
      type: 'run_started',
      level: 'info',
      phase: 'generating',
      message:
        accepted === 0
          ? `Generating ${numExamples.toLocaleString('en')} examples.`
          : `Generating the ${left.toLocaleString('en')} of ${numExamples.toLocaleString('en')} examples that are missing.`,
      data: { title: autoTrainPhaseTitles.generating },
      key: `${attempt}:started`,
      update: {
        status: 'running',
        completed: accepted,
        total: numExamples,
        percent: percentOfAutoTrain('generating', accepted, numExamples),
      },
    });
    return planBatch(models, settings);
  });
}
