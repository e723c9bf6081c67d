import { toId } from './ids.ts';
import type { FineTuningJob } from './job.ts';
import { baseModelOf } from './tunable-models.ts';

/** Stands where the service puts the organization's name. */
const organization = 'simulated';

/** `ft:gpt-4o-mini-2024-07-18:simulated:my-suffix:Ab3dE5gH`, the model that a job makes. */
export const tunedModelName = (job: FineTuningJob): string => nameOf(job, toId(`model ${job.id}`, 8));

/** The model as it was after a step; after the last one it is the model itself. */
export function checkpointModelName(job: FineTuningJob, step: number): string {
  if (step === job.plan.training?.steps) return tunedModelName(job);
  return `${nameOf(job, toId(`model ${job.id} ${step}`, 8))}:ckpt-step-${step}`;
}

function nameOf(job: FineTuningJob, id: string): string {
  const suffix = (job.request.suffix ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  return `ft:${baseModelOf(job.model)}:${organization}:${suffix}:${id}`;
}
