import { createAutoTrainActivities } from '@understudy/activities/auto-train/auto-train-activities';
import { createEnrichmentActivities } from '@understudy/activities/enrichment/enrichment-activities';
import { createFineTuneActivities } from '@understudy/activities/fine-tune/fine-tune-activities';
import { createFineTuneBatchActivities } from '@understudy/activities/fine-tune-batches/fine-tune-batch-activities';
import { createFineTuneScheduleActivities } from '@understudy/activities/fine-tune-schedules/fine-tune-schedule-activities';
import type { FineTuneSettings } from '@understudy/activities/fine-tune/fine-tune-reference';
import { createKnowledgeActivities } from '@understudy/activities/knowledge/knowledge-activities';
import { createShutdownActivities } from '@understudy/activities/model-shutdowns/shutdown-activities';
import type { ChatModels } from '@understudy/activities/providers/chat-models';
import type { EmbeddingModel } from '@understudy/activities/providers/embedding-model';
import type { FairSlots } from '@understudy/activities/providers/fair-slots';
import type { ProviderGate } from '@understudy/activities/providers/provider-gate';
import { createRunActivities } from '@understudy/activities/runs/run-activities';
import type { RunStarter } from '@understudy/activities/runs/run-starter';
import { createSweepActivities } from '@understudy/activities/runs/sweep-activities';
import type { ObjectStorage } from '@understudy/activities/storage/object-storage';
import { createTrainingImportActivities } from '@understudy/activities/training-imports/training-import-activities';
import { createTrainingFileActivities } from '@understudy/activities/training-files/training-file-activities';
import { createTrainingSessionActivities } from '@understudy/activities/training-sessions/training-session-activities';
import { createExaminationActivities } from '@understudy/activities/training-quality/examination-activities';
import type { Database } from '@understudy/db/database';
import type { Client } from '@temporalio/client';

/** What activities need from outside. */
export type ActivityDependencies = {
  database: Database;
  storage: ObjectStorage;
  models: ChatModels;
  embeddings: EmbeddingModel;
  client: Client;
  starter: RunStarter;
  callSlots: FairSlots;
  providerGate: ProviderGate;
  fineTuning: FineTuneSettings;
  /** Items that a lane works on at the same time. */
  windows: { vision: number; text: number };
};

/** Every activity this worker runs. */
export type AllActivities = ReturnType<typeof createAllActivities>;

/** Every activity this worker runs. A new capability adds its line here. */
export function createAllActivities(dependencies: ActivityDependencies) {
  return {
    ...createRunActivities(dependencies),
    ...createSweepActivities(dependencies),
    ...createTrainingSessionActivities(dependencies),
    ...createTrainingImportActivities(dependencies),
    ...createAutoTrainActivities(dependencies),
    ...createKnowledgeActivities(dependencies),
    ...createExaminationActivities(dependencies),
    ...createEnrichmentActivities(dependencies),
    ...createTrainingFileActivities(dependencies),
    ...createFineTuneActivities(dependencies),
    ...createFineTuneScheduleActivities(dependencies),
    ...createFineTuneBatchActivities(dependencies),
    ...createShutdownActivities(dependencies),
  };
}
