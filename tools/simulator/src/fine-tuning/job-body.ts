import type { FineTuningJob } from './job.ts';
import { errorOf, secondsAt, statusOf } from './job.ts';
import { resultFileId } from './results-file.ts';
import { tunedModelName } from './model-names.ts';

/** A job as the API shows it at a moment. */
export function toJobBody(job: FineTuningJob, now: number) {
  const { plan, request, method } = job;
  const status = statusOf(job, now);
  const succeeded = status === 'succeeded';
  const hyperparameters = hyperparametersOf(job, now);
  return {
    object: 'fine_tuning.job',
    id: job.id,
    model: job.model,
    created_at: Math.floor(job.createdAt / 1000),
    finished_at: succeeded ? secondsAt(job, plan.endsAt) : null,
    fine_tuned_model: succeeded ? tunedModelName(job) : null,
    organization_id: 'org-simulated',
    result_files: succeeded ? [resultFileId(job)] : [],
    status,
    validation_file: request.validation_file ?? null,
    training_file: request.training_file,
    // Written for supervised jobs alone, as the service does.
    hyperparameters: method === 'supervised' ? hyperparameters : null,
    trained_tokens: succeeded ? (plan.training?.trainedTokens ?? null) : null,
    // The service writes an empty object where nothing failed.
    error: errorOf(job, now) ?? {},
    user_provided_suffix: request.suffix ?? null,
    seed: job.seed,
    estimated_finish: status === 'running' ? secondsAt(job, plan.endsAt) : null,
    integrations: request.integrations ?? [],
    metadata: request.metadata ?? null,
    usage_metrics: null,
    shared_with_openai: false,
    eval_id: null,
    method: { type: method, [method]: { hyperparameters } },
  };
}

/** What was asked for, `auto` included, until the files are checked; from then on the numbers of the training. */
function hyperparametersOf(job: FineTuningJob, now: number) {
  const { plan, asked } = job;
  if (plan.training !== undefined && statusOf(job, now) !== 'validating_files') {
    return plan.training.hyperparameters;
  }
  return {
    n_epochs: asked.n_epochs ?? 'auto',
    batch_size: asked.batch_size ?? 'auto',
    learning_rate_multiplier: asked.learning_rate_multiplier ?? 'auto',
    ...(job.method === 'dpo' ? { beta: asked.beta ?? 'auto' } : {}),
  };
}
