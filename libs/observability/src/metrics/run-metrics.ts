import { Counter } from 'prom-client';

/** Runs whose workflow was handed to Temporal: by the API, by the sweep, by schedules. */
export const runsStarted = new Counter({
  name: 'understudy_runs_started_total',
  help: 'Workflows of runs that Temporal accepted, retries included',
  labelNames: ['kind'] as const,
});
