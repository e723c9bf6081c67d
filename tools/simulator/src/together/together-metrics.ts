import { stepsDone } from '../fine-tuning/job.ts';
import type { FineTuningJob } from '../fine-tuning/job.ts';
import { metricsOf } from '../fine-tuning/step-metrics.ts';

/** The figures of every step that a job has made, oldest first. Names are those of the tracker that Together logs to. */
export function togetherMetrics(job: FineTuningJob, now: number): Record<string, number>[] {
  const { training } = job.plan;
  if (training === undefined) return [];
  return Array.from({ length: stepsDone(job, now) }, (_, index) => {
    const { step, train_loss: train, valid_loss: valid } = metricsOf(training, index + 1);
    return { global_step: step, 'train/loss': train, ...(valid === undefined ? {} : { 'eval/loss': valid }) };
  });
}
