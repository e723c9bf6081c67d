import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';

/** How many jobs stand how: by status of the job, by status of its run, and at the provider. */
export interface JobCounts {
  readonly running: number;
  readonly succeeded: number;
  readonly ended: number;
  readonly completed: number;
  /** Jobs at the provider that ours name; each is named once. */
  readonly providerJobs: number;
}

/** Counts the jobs of everybody. */
export async function countJobs(owner: Sql): Promise<JobCounts> {
  const [row] = await owner`
    select
      count(*) filter (where job.status = 'running')::int as running,
      count(*) filter (where job.status = 'succeeded')::int as succeeded,
      count(*) filter (where run.status not in ('queued', 'running', 'paused'))::int as ended,
      count(*) filter (where run.status = 'completed')::int as completed,
      count(distinct job.provider_job_id)::int as provider_jobs
    from avatar_fine_tune_jobs job join runs run on run.id = job.id
  `;
  const read = (name: string): number => Number(row?.[name]);
  return {
    running: read('running'),
    succeeded: read('succeeded'),
    ended: read('ended'),
    completed: read('completed'),
    providerJobs: read('provider_jobs'),
  };
}

/**
 * Waits until the counts are as wanted. Returns how long that took, in milliseconds.
 *
 * @throws Error that names the counts, when it takes longer than `patienceMs`
 */
export async function untilJobs(
  owner: Sql,
  wanted: (counts: JobCounts) => boolean,
  patienceMs: number,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const counts = await countJobs(owner);
    const ms = performance.now() - startedAt;
    if (wanted(counts)) return ms;
    if (ms > patienceMs) throw new Error(`The jobs did not get there: ${JSON.stringify(counts)}`);
    await sleep(500);
  }
}
