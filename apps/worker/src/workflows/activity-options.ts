import type { ActivityOptions } from '@temporalio/workflow';

/**
 * Heartbeats are sent every second by the worker's interceptor, so that the work of a killed worker moves on within
 * five seconds. What must not be retried is said by the error itself, where it is thrown.
 */
const heartbeatTimeout = '5 seconds';

/** Work on files and database: short attempts, and a day of patience for an outage. */
export const storageWork: ActivityOptions = {
  heartbeatTimeout,
  startToCloseTimeout: '30 minutes',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '15 seconds' },
};

/** Work that calls a provider: outages are waited out for a day; rate limits name their own time. */
export const providerCall: ActivityOptions = {
  heartbeatTimeout,
  startToCloseTimeout: '1 hour',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};
