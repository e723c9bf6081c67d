import { z } from 'zod';
import type { Exchange } from '../chat/answers/persona-prompt.ts';
import type { JobDialect } from './dialect.ts';
import type { FineTuningJob } from './job.ts';
import { jobRequestSchema } from './job-request.ts';
import { planJob } from './job-plan.ts';
import { fineTuningSettingsSchema } from './settings.ts';
import { baseModelOf } from './tunable-models.ts';

const errorSchema = z.object({ code: z.string(), message: z.string(), param: z.string().nullable() });
const segmentSchema = z.object({ at: z.number(), progress: z.number(), rate: z.number() });
const changeSchema = z.object({
  kind: z.enum(['paused', 'resumed', 'cancelled', 'failed']),
  at: z.number(),
  effectiveAt: z.number(),
  error: errorSchema.optional(),
});

/** A failure that a checker asked for: it comes when a share (0–1) of the training is done. */
export const plannedFailureSchema = z.strictObject({
  error: errorSchema,
  after: z.number().min(0).max(1).default(0.5),
});

/** All that has to be kept of a job, beside its files: what will happen to it follows from this. */
export const jobRecordSchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  model: z.string(),
  seed: z.int(),
  request: jobRequestSchema,
  settings: fineTuningSettingsSchema,
  failure: plannedFailureSchema.optional(),
  details: z.record(z.string(), z.unknown()),
  pace: z.tuple([segmentSchema], segmentSchema),
  changes: z.array(changeSchema),
  /** Whether its results were stored. */
  settled: z.boolean(),
});
export type JobRecord = z.infer<typeof jobRecordSchema>;

/** The contents of a job's files, as they were when it was created. */
export interface JobFiles {
  readonly training: Buffer;
  readonly validation: Buffer | undefined;
}

/**
 * Builds a job from its record and files; the same job every time.
 *
 * @param known what its model had learned before, when that is a tuned one.
 */
export function toJob(
  record: JobRecord,
  files: JobFiles,
  known: readonly Exchange[],
  dialect: JobDialect,
): FineTuningJob {
  const { id, createdAt, model, seed, request, settings, failure, pace, changes } = record;
  const method = request.method?.type === 'dpo' ? 'dpo' : 'supervised';
  const asked = request.method?.[method]?.hyperparameters ?? request.hyperparameters ?? {};
  const plan = planJob({
    snapshot: baseModelOf(model),
    method,
    asked,
    seed,
    trainingFile: { id: request.training_file, param: 'training_file', content: files.training },
    validationFile:
      files.validation === undefined
        ? undefined
        : { id: request.validation_file ?? '', param: 'validation_file', content: files.validation },
    known,
    settings,
    failure,
    rules: dialect.rules,
  });
  return {
    id,
    createdAt,
    model,
    method,
    asked,
    seed,
    request,
    plan,
    dialect,
    details: record.details,
    pace,
    changes,
  };
}
