import type { WorkflowProgress } from '../runs/run-contract.ts';
import type { LoraStep, TrainLoraInput, TrainLoraResult } from './train-lora-input.ts';

/** The workflow type that trains a LoRA adapter. It answers to `runMessages`: pause, resume, progress. */
export const trainLoraWorkflow = 'trainLora';

/** Messages of that workflow beside `runMessages`. */
export const loraMessages = {
  /** Signal, by the trainer: how far it is. At most once for each percent, so that the history stays small. */
  trainingAdvanced: 'trainingAdvanced',
} as const;

/**
 * The workflow's ID. Starting one that is there already, with `workflowIdReusePolicy: 'REJECT_DUPLICATE'` or
 * `workflowIdConflictPolicy: 'USE_EXISTING'`, makes creation idempotent.
 */
export function loraWorkflowId(jobId: string): string {
  return `lora-${jobId}`;
}

/** The name under which the trainer's server offers the adapter of a job. */
export function loraModelName(jobId: string): string {
  return `lora:${jobId}`;
}

/** The activity of the task queue `lora-training`, which apps/trainer runs, in Python. */
export type LoraActivities = {
  trainLoraAdapter(input: TrainLoraInput): Promise<TrainLoraResult>;
};

/** The phases of a training. `queued`: no trainer has said anything yet. */
export type LoraPhase = 'queued' | LoraStep['phase'] | 'completed' | 'failed' | 'cancelled';

/** What the `progress` query answers with: `completed` of `total` are steps. */
export type LoraProgress = WorkflowProgress & {
  phase: LoraPhase;
  epoch: number;
  trainLoss: number | null;
};
