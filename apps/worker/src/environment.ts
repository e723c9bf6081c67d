import { fineTuneEnvironmentSchema } from '@understudy/activities/fine-tune/fine-tune-environment';
import type { RateLimits } from '@understudy/activities/providers/fleet-gate';
import { temporalEnvironmentSchema, temporalFaults } from '@understudy/activities/runs/temporal-environment';
import { storageEnvironmentSchema } from '@understudy/activities/storage/storage-environment';
import {
  metricsEnvironmentSchema,
  toMetricsSettings,
  type MetricsSettings,
} from '@understudy/observability/metrics/metrics-environment';
import {
  toTracingSettings,
  tracingEnvironmentSchema,
  type TracingSettings,
} from '@understudy/observability/tracing/tracing-environment';
import { z } from 'zod';
import { deploymentEnvironmentSchema } from './deployment-version.ts';
import { workerTaskQueues } from './worker-task-queues.ts';

const callsPerMinute = z.coerce
  .number()
  .int()
  .min(1)
  .max(10_000_000)
  .optional()
  .describe('Calls a minute that the batches of all workers together may make; no limit when left out');

const environmentSchema = z.object({
  ...fineTuneEnvironmentSchema.shape,
  ...storageEnvironmentSchema.shape,
  ...temporalEnvironmentSchema.shape,
  ...metricsEnvironmentSchema.shape,
  ...tracingEnvironmentSchema.shape,
  ...deploymentEnvironmentSchema.shape,
  DATABASE_URL: z.url(),
  DATABASE_MAX_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(20),
  WORKER_TASK_QUEUES: z
    .string()
    .default(workerTaskQueues.join(','))
    .transform((value) => value.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(workerTaskQueues)).min(1))
    .describe('Task queues that this process serves'),
  WORKFLOW_BUNDLE: z.string().min(1).optional().describe('File with the workflows, bundled ahead'),
  PROVIDER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_000)
    .default(400)
    .describe('Calls of batches that this process has under way at most, shared out between users'),
  OPENAI_CALLS_PER_MINUTE: callsPerMinute,
  HF_CALLS_PER_MINUTE: callsPerMinute,
  VISION_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  TEXT_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});

/** The environment of a worker, checked. */
export type WorkerEnvironment = z.infer<typeof environmentSchema>;

/**
 * Reads the environment once.
 *
 * @throws Error listing every variable that is missing or wrong
 */
export function readEnvironment(variables: Record<string, string | undefined>): WorkerEnvironment {
  const parsed = environmentSchema.safeParse(variables);
  const faults = parsed.success
    ? temporalFaults(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0)
    throw new Error(`The environment of the worker is not complete:\n  ${faults.join('\n  ')}`);
  if (parsed.data.NODE_ENV === 'production' && parsed.data.SIMULATED_PROVIDERS.length > 0) {
    throw new Error('SIMULATED_PROVIDERS is set: production does not run on the provider simulator.');
  }
  return parsed.data;
}

/** Where metrics are served and traces are sent to, as far as either is wanted. */
export function toObservability(environment: WorkerEnvironment): {
  metrics: MetricsSettings | undefined;
  tracing: TracingSettings | undefined;
} {
  return { metrics: toMetricsSettings(environment), tracing: toTracingSettings(environment) };
}

/** The rate limits of the fleet, as far as they are configured. */
export function toRateLimits(environment: WorkerEnvironment): RateLimits {
  const { OPENAI_CALLS_PER_MINUTE: openai, HF_CALLS_PER_MINUTE: huggingface } = environment;
  return {
    ...(openai === undefined ? {} : { openai }),
    ...(huggingface === undefined ? {} : { huggingface }),
  };
}
