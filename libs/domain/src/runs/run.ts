import { z } from 'zod';
import { problemCodeSchema } from '../errors/problem-code-schema.ts';

/** Every kind of durable job. A new capability adds its kind here. */
export const runKinds = [
  'training_session',
  'auto_train_batch',
  'knowledge_document',
  'training_import',
  'example_examination',
  'conversation_enrichment',
  'training_file_build',
  'fine_tune',
  'fine_tune_batch',
] as const;
export const runKindSchema = z.enum(runKinds).meta({ id: 'RunKind' });
export type RunKind = z.infer<typeof runKindSchema>;

/** Where a run stands. The last four are ends; `retry` is offered for all ends but `completed`. */
export const runStatuses = [
  'queued',
  'running',
  'paused',
  'budget_paused',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
] as const;
export const runStatusSchema = z.enum(runStatuses).meta({ id: 'RunStatus' });
export type RunStatus = z.infer<typeof runStatusSchema>;

const endStatuses: ReadonlySet<RunStatus> = new Set([
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
]);

/** Whether nothing further will happen unless somebody retries. */
export function isEnded(status: RunStatus): boolean {
  return endStatuses.has(status);
}

/** Whether "retry what failed" makes sense for a run in this state. */
export function isRetryable(status: RunStatus): boolean {
  return isEnded(status) && status !== 'completed';
}

/** How far a run is. `completed` of `total` counts the items of the current phase; `percent` is of the whole run. */
export const progressSchema = z
  .object({
    phase: z.string().describe('The phase the run is in'),
    completed: z.int().min(0).describe('Items of this phase that are done'),
    total: z.int().min(0).describe('Items of this phase'),
    percent: z.number().min(0).max(100).describe('Of the whole run'),
    eta_seconds: z.number().min(0).nullable().describe('Estimated seconds left; null while unknown'),
    message: z.string().describe('What is happening, in a sentence'),
  })
  .meta({ id: 'RunProgress' });
export type Progress = z.infer<typeof progressSchema>;

/** Why a run failed or what it waits for: a stable code, and a sentence a person can act on. */
export const runErrorSchema = z
  .object({
    code: problemCodeSchema,
    message: z.string(),
    phase: z.string().nullable(),
  })
  .meta({ id: 'RunError' });
export type RunError = z.infer<typeof runErrorSchema>;

/** A run as the API shows it. */
export const runSchema = z
  .object({
    id: z.uuid().describe('Also the ID of the Temporal workflow'),
    kind: runKindSchema,
    status: runStatusSchema,
    title: z.string(),
    avatar_id: z.uuid().nullable(),
    subject_id: z.uuid().nullable().describe('The training session (or other resource) this run works on'),
    attempt: z.int().min(1).describe('1, and one more for every retry'),
    simulated_provider: z.boolean().describe('Whether the provider simulator answered, not a real provider'),
    progress: progressSchema,
    error: runErrorSchema.nullable(),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    finished_at: z.iso.datetime().nullable(),
    links: z.object({
      self: z.string(),
      events: z.string(),
      subject: z.string().nullable(),
      temporal_ui: z.string().nullable(),
    }),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof runSchema>;
