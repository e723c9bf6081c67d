import type { FineTuningJob } from './job.ts';

/** The model that a job makes. */
export const tunedModelName = (job: FineTuningJob): string => nameOf(job, undefined);

/** The model as it was after a step; after the last one it is the model itself. */
export const checkpointModelName = (job: FineTuningJob, step: number): string =>
  nameOf(job, step === job.plan.training?.steps ? undefined : step);

const nameOf = ({ id, model, request, dialect }: FineTuningJob, step: number | undefined): string =>
  dialect.modelName({ jobId: id, model, suffix: request.suffix ?? '', step });
