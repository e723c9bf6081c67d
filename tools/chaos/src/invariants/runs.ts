import type { Invariant } from './invariant.ts';

/** Every run that was accepted is there, and has ended. */
export const runsEnd: Invariant = {
  name: 'runs_end',
  title: 'every accepted request is a run that has ended',
  check: async ({ owner, accepted }) => {
    const runs = await owner<{ id: string; kind: string; status: string; phase: string; ended: boolean }[]>`
      select id, kind, status, phase, finished_at is not null
        and status in ('completed', 'completed_with_errors', 'failed', 'cancelled') as ended from runs`;
    const there = new Set(runs.map(({ id }) => id));
    return {
      checked: runs.length,
      violations: [
        ...accepted
          .filter(({ runId }) => !there.has(runId))
          .map(({ kind, runId }) => `${kind} ${runId} was accepted and is not there`),
        ...runs
          .filter(({ ended }) => !ended)
          .map(({ id, kind, status, phase }) => `${kind} ${id} is ${status} in ${phase}`),
      ],
    };
  },
};

/** Faults that are over are no reason for a run to fail: each has a day of patience. */
export const runsOutliveFaults: Invariant = {
  name: 'runs_outlive_faults',
  title: 'no run fails by a fault that is over',
  check: async ({ owner }) => {
    const runs = await owner<{ id: string; kind: string; status: string; error: unknown }[]>`
      select id, kind, status, error from runs where status in ('failed', 'cancelled')`;
    const [all] = await owner`select count(*)::int as runs from runs`;
    return {
      checked: Number(all?.['runs']),
      violations: runs.map(
        ({ id, kind, status, error }) => `${kind} ${id} is ${status}: ${JSON.stringify(error)}`,
      ),
    };
  },
};
