import type { FineTuneAdapter, ProviderJob } from './adapters/fine-tune-adapter.ts';

/** In the metadata beside the job's ID: a retry after a failed training is to make another job. */
export const attemptKey = 'understudy_attempt';

/** Our job at the provider: that of this attempt, or one of an earlier attempt that has not been given up. */
export async function findOwnJob(
  adapter: FineTuneAdapter,
  jobId: string,
  attempt: number,
  signal: AbortSignal,
): Promise<ProviderJob | null> {
  const jobs = await adapter.findJobs(jobId, signal);
  const ofAttempt = jobs.find(({ metadata }) => metadata?.[attemptKey] === String(attempt));
  const alive = jobs.find(({ status }) => !/fail|cancel|error/i.test(status));
  return ofAttempt ?? alive ?? null;
}
