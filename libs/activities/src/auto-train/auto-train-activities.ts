import { Context } from '@temporalio/activity';
import type { AutoTrainLaneInput } from '@understudy/domain/auto-train/auto-train-contract';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { beatOften } from '../runs/beat-often.ts';
import type { RunReference } from '../runs/run-activities.ts';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import type { EmbeddingModel } from '../providers/embedding-model.ts';
import type { AutoTrainDependencies, AutoTrainReference } from './auto-train-reference.ts';
import { beginBatch } from './begin-batch.ts';
import { endBatch } from './end-batch.ts';
import { generateExamples } from './generate-examples.ts';
import { shareWriters } from './lane-writers.ts';
import { recordBudgetPause } from './record-budget-pause.ts';
import { storeInMemory } from './store-in-memory.ts';

/** The activities of an auto-train batch, in their order. */
export type AutoTrainActivities = ReturnType<typeof createAutoTrainActivities>;

/** The activities of an auto-train batch, in their order. */
export function createAutoTrainActivities(
  dependencies: AutoTrainDependencies & { embeddings: EmbeddingModel; fineTuning: FineTuneSettings },
) {
  const sharedWriters = shareWriters(dependencies.database);
  return {
    beginBatch: (reference: AutoTrainReference) => beginBatch(dependencies, reference),
    generateExamples: (input: AutoTrainLaneInput) =>
      beatOften((signal) => generateExamples(dependencies, sharedWriters, input, signal)),
    storeInMemory: (reference: AutoTrainReference) =>
      storeInMemory(dependencies, reference, Context.current().cancellationSignal),
    recordBudgetPause: (reference: RunReference) => recordBudgetPause(dependencies, reference),
    endBatch: (reference: AutoTrainReference & RunOutcome) => endBatch(dependencies, reference),
  };
}
