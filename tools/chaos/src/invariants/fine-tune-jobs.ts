import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import type { Invariant } from './invariant.ts';

interface JobRow {
  readonly id: string;
  readonly status: string;
  readonly attempt: number;
  readonly provider_job_id: string | null;
  readonly told: number;
  readonly wrong_uses: number;
}

/** Jobs at the provider: one for each of ours and each of its attempts, and none that nobody knows of. */
export const fineTunesAreOneJob: Invariant = {
  name: 'fine_tunes_one_job',
  title: 'a fine-tune has one job at the provider, and its owner is told once',
  check: async ({ owner, simulatorUrl }) => {
    const ours = await owner<JobRow[]>`
      select job.id, job.status, run.attempt, provider_job_id,
        (select count(*)::int from notifications where data ->> 'fine_tune_job_id' = job.id::text
          and kind in ('fine_tune_completed', 'fine_tune_failed', 'fine_tune_cancelled')) as told,
        (select count(*)::int from avatar_fine_tune_job_examples as used
          join avatar_training_examples as example on example.id = used.example_id
          where used.job_id = job.id and times_used <> (select count(*) from avatar_fine_tune_job_examples as other
            where other.example_id = used.example_id)) as wrong_uses
      from avatar_fine_tune_jobs as job join runs as run on run.id = job.id`;
    const theirs = await tuningAdmin(simulatorUrl).jobs();
    const theirsOf = Map.groupBy(theirs, ({ metadata }) => metadata?.['understudy_job_id'] ?? 'nobody');
    const known = new Set(ours.map(({ id }) => id));
    const violations = ours.flatMap(
      ({ id, status, attempt, provider_job_id: ours, told, wrong_uses: wrong }) => {
        const there = (theirsOf.get(id) ?? []).map((job) => job.id);
        const faults = [
          ...(there.length === attempt && (ours === null || there.includes(ours))
            ? []
            : [`knows ${String(ours)}, the provider has ${there.join(', ') || 'none'}`]),
          ...(status === 'succeeded' ? [] : [`is ${status}`]),
          ...(told === 1 ? [] : [`was told of ${String(told)} times`]),
          ...(wrong === 0 ? [] : [`counts uses of ${String(wrong)} examples wrongly`]),
        ];
        return faults.map((fault) => `fine-tune ${id} ${fault}`);
      },
    );
    const strangers = [...theirsOf].filter(([id]) => !known.has(id));
    return {
      checked: ours.length + theirs.length,
      violations: [
        ...violations,
        ...strangers.map(
          ([id, jobs]) => `the provider has ${String(jobs.length)} jobs for ${id}, which is not ours`,
        ),
      ],
    };
  },
};
