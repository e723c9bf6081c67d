import { checkpointsOf } from '../fine-tuning/job-checkpoints.ts';
import type { FineTuningJob } from '../fine-tuning/job.ts';

/** Where Together says that a model lies. */
export const modelPath = (job: FineTuningJob): string => `s3://together-simulated/finetune/${job.id}`;

/** The checkpoints of a job, oldest first; the last one is the model. */
export function togetherCheckpoints(job: FineTuningJob, now: number) {
  return checkpointsOf(job, now)
    .reverse()
    .map(({ step_number: step, created_at }) => ({
      checkpoint_type: step === job.plan.training?.steps ? 'Final' : 'Intermediate',
      created_at: new Date(created_at * 1000).toISOString(),
      path: `${modelPath(job)}/${step}`,
      step,
    }));
}
