import type { Database } from '@understudy/db/database';
import type { FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { ObjectStorage } from '../storage/object-storage.ts';
import type { RunReference } from '../runs/run-activities.ts';
import type { FineTuneAdapter } from './adapters/fine-tune-adapter.ts';

/** What every activity of a fine-tune is handed: IDs only. */
export type FineTuneReference = RunReference & { jobId: string };

/** What these activities need from outside. */
export type FineTuneDependencies = {
  database: Database;
  storage: ObjectStorage;
  fineTuning: FineTuneSettings;
};

/** Who can train, and how patiently is watched. */
export type FineTuneSettings = {
  /** @throws UnderstudyError `provider_model_unavailable` for a provider that is not set up */
  adapterFor(provider: FineTuneProvider): FineTuneAdapter;
  /** Seconds between two looks at a job. */
  pollSeconds: number;
  /** Seconds without an event after which a job counts as stuck. */
  stuckAfterSeconds: number;
  /** Seconds that a provider's outage is waited out for. */
  patienceSeconds: number;
};
