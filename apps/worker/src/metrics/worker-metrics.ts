import { Counter, Histogram } from 'prom-client';

/** Runs by how they ended. */
export const runsEnded = new Counter({
  name: 'understudy_runs_ended_total',
  help: 'Runs by kind and by how they ended; one that is retried ends once more',
  labelNames: ['kind', 'status'] as const,
});

/** Executions of activities, by how they ended. */
export const activityDuration = new Histogram({
  name: 'understudy_activity_duration_seconds',
  help: 'Time of one attempt of an activity in this process; outcome is ok, cancelled, or the code of its problem',
  labelNames: ['activity', 'outcome'] as const,
  buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 1_800, 7_200],
});
