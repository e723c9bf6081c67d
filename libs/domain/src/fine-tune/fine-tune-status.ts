import { z } from 'zod';

/**
 * Where a fine-tune job stands: ours while files are made, then the names that OpenAI's API and the seed use, whoever
 * the provider is. `awaiting_model` waits for a person who trains with the files, as with Hugging Face.
 */
export const fineTuneStatuses = [
  'pending',
  'preparing',
  'uploading',
  'validating_files',
  'queued',
  'running',
  'awaiting_model',
  'paused',
  'cancelling',
  'succeeded',
  'failed',
  'cancelled',
] as const;
export const fineTuneStatusSchema = z.enum(fineTuneStatuses).meta({ id: 'FineTuneStatus' });
export type FineTuneStatus = z.infer<typeof fineTuneStatusSchema>;

/** What each status is called in front of people. */
export const fineTuneStatusTitles: Record<FineTuneStatus, string> = {
  pending: 'Waiting to start',
  preparing: 'Preparing the data',
  uploading: 'Uploading the files',
  validating_files: 'The provider checks the files',
  queued: 'Waiting in the provider’s queue',
  running: 'Training',
  awaiting_model: 'Waiting for the trained model’s name',
  paused: 'Paused',
  cancelling: 'Cancelling',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

const endStatuses: ReadonlySet<FineTuneStatus> = new Set(['succeeded', 'failed', 'cancelled']);

/** Whether nothing further will happen unless somebody retries. */
export function isFineTuneEnded(status: FineTuneStatus): boolean {
  return endStatuses.has(status);
}
