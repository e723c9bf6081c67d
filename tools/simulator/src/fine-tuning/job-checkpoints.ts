import { toId } from './ids.ts';
import { secondsAt, statusOf, stepAt, stepsDone } from './job.ts';
import type { FineTuningJob } from './job.ts';
import { checkpointModelName } from './model-names.ts';
import { metricsOf } from './step-metrics.ts';

/** The service keeps those of the last epochs. */
const kept = 3;

/** The checkpoints of a job at a moment, newest first: one at the end of each epoch, the last three kept. */
export function checkpointsOf(job: FineTuningJob, now: number) {
  const { training } = job.plan;
  if (training === undefined) return [];
  const done = stepsDone(job, now);
  const finished = statusOf(job, now) === 'succeeded';
  return Array.from(
    { length: training.hyperparameters.n_epochs },
    (_, epoch) => (epoch + 1) * training.stepsPerEpoch,
  )
    .filter((step) => step <= done && (step < training.steps || finished))
    .slice(-kept)
    .reverse()
    .map((step) => ({
      object: 'fine_tuning.job.checkpoint',
      id: `ftckpt_${toId(`${job.id} ${step}`, 24)}`,
      created_at: secondsAt(job, stepAt(job.plan, training, step)),
      fine_tuned_model_checkpoint: checkpointModelName(job, step),
      fine_tuning_job_id: job.id,
      metrics: metricsOf(training, step),
      step_number: step,
    }));
}
