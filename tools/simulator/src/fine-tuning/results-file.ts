import { toId } from './ids.ts';
import type { FineTuningJob } from './job.ts';
import { metricsOf } from './step-metrics.ts';

/** Name of the file of results, as the service calls it. */
export const resultFileName = 'step_metrics.csv';

/** Identifier of the file of a job's results. */
export const resultFileId = (job: FineTuningJob): string => `file-${toId(`results ${job.id}`, 24)}`;

/** Metrics of every step as the service hands them out: CSV, encoded as base64. */
export function resultsOf(job: FineTuningJob): Buffer {
  const { training } = job.plan;
  const figure = (value: number | undefined) => (value === undefined ? '' : String(Number(value.toFixed(5))));
  const rows = Array.from({ length: training?.steps ?? 0 }, (_, index) => {
    if (training === undefined) return '';
    const metrics = metricsOf(training, index + 1);
    return [
      metrics.step,
      figure(metrics.train_loss),
      figure(metrics.train_mean_token_accuracy),
      figure(metrics.valid_loss),
      figure(metrics.valid_mean_token_accuracy),
    ].join(',');
  });
  const header = 'step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy';
  return Buffer.from(Buffer.from(`${[header, ...rows].join('\n')}\n`).toString('base64'));
}
