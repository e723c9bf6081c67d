import type { FineTuneProvider } from '../fine-tune-provider.ts';
import type { FineTuneStatus } from '../fine-tune-status.ts';

/** OpenAI's words, and those of services that speak its job API: Azure, the LoRA trainer, the simulator. */
const openAiStatuses: Readonly<Record<string, FineTuneStatus>> = {
  validating_files: 'validating_files',
  created: 'queued',
  pending: 'queued',
  notrunning: 'queued',
  queued: 'queued',
  running: 'running',
  resuming: 'running',
  pausing: 'paused',
  paused: 'paused',
  cancelling: 'cancelling',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};

/** Of Together's Python client 3.1, `FinetuneResponse.status`. */
const togetherStatuses: Readonly<Record<string, FineTuneStatus>> = {
  pending: 'queued',
  queued: 'queued',
  running: 'running',
  compressing: 'running',
  uploading: 'running',
  completed: 'succeeded',
  cancel_requested: 'cancelling',
  cancelled: 'cancelled',
  error: 'failed',
  user_error: 'failed',
};

/** Of Fireworks' Python client 1.2, `SupervisedFineTuningJob.state`. */
const fireworksStatuses: Readonly<Record<string, FineTuneStatus>> = {
  job_state_unspecified: 'queued',
  job_state_creating: 'queued',
  job_state_pending: 'queued',
  job_state_idle: 'queued',
  job_state_re_queueing: 'queued',
  job_state_creating_input_dataset: 'validating_files',
  job_state_validating: 'validating_files',
  job_state_running: 'running',
  job_state_writing_results: 'running',
  job_state_paused: 'paused',
  job_state_completed: 'succeeded',
  job_state_early_stopped: 'succeeded',
  job_state_failed: 'failed',
  job_state_expired: 'failed',
  job_state_cancelling: 'cancelling',
  job_state_cancelled: 'cancelled',
  job_state_deleting: 'cancelled',
  job_state_deleting_cleaning_up: 'cancelled',
  job_state_deleted: 'cancelled',
  job_state_archived: 'cancelled',
};

const statuses: Record<FineTuneProvider, Readonly<Record<string, FineTuneStatus>>> = {
  openai: openAiStatuses,
  lora: openAiStatuses,
  together: togetherStatuses,
  fireworks: fireworksStatuses,
  huggingface: { awaiting_model: 'awaiting_model', ...openAiStatuses },
};

/**
 * Our status for a provider's. A word that is not known is taken for a job that goes on: giving a paid job up because of
 * a new word would lose it, and one that never ends is found by its silence.
 */
export function statusOfProvider(
  provider: FineTuneProvider,
  word: string,
): { status: FineTuneStatus; known: boolean } {
  const status = statuses[provider][word.toLowerCase()];
  return status === undefined ? { status: 'running', known: false } : { status, known: true };
}
