import type { Database } from '@understudy/db/database';
import type { ChatModels } from '../providers/chat-models.ts';
import type { FairSlots } from '../providers/fair-slots.ts';
import type { ProviderGate } from '../providers/provider-gate.ts';
import type { RunReference } from '../runs/run-activities.ts';

/** What every activity of a batch is handed: IDs only. */
export type AutoTrainReference = RunReference & { batchId: string };

/** What the activities of a batch need from outside. */
export type AutoTrainDependencies = {
  database: Database;
  models: ChatModels;
  /** Places for calls of this process, for all batches together. */
  callSlots: FairSlots;
  providerGate: ProviderGate;
};
