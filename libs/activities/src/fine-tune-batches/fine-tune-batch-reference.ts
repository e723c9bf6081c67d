import type { Client } from '@temporalio/client';
import type { Database } from '@understudy/db/database';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import type { RunReference } from '../runs/run-activities.ts';
import type { RunStarter } from '../runs/run-starter.ts';

/** What every activity of a batch is handed: the run's ID is also that of the batch. */
export type FineTuneBatchReference = RunReference;

/** What these activities need from outside. */
export type FineTuneBatchDependencies = {
  database: Database;
  fineTuning: FineTuneSettings;
  client: Client;
  starter: RunStarter;
};
