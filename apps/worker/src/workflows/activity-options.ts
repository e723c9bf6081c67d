import { ActivityCancellationType, type ActivityOptions } from '@temporalio/workflow';

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

/** A lane of calls: as patient as one call, and a cancelled one has written what it had before the run ends. */
export const laneWork: ActivityOptions = {
  ...providerCall,
  startToCloseTimeout: '12 hours',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
};

/**
 * Training on a GPU machine: days, and weeks of patience until a machine joins. Its worker sends a heartbeat every
 * second; a machine elsewhere may lose its connection for longer than those in the same rack.
 */
export const loraTraining: ActivityOptions = {
  heartbeatTimeout: '15 seconds',
  startToCloseTimeout: '7 days',
  scheduleToCloseTimeout: '30 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
};

/** Bytes that Temporal takes for a fairness key; users whose IDs are longer and begin alike share a turn. */
const fairnessKeyBytes = 64;

/** Gives each user their turn in a task queue, however many activities another one has waiting in it. */
export function fairnessOf(userId: string): Pick<ActivityOptions, 'priority'> {
  let fairnessKey = '';
  for (const character of userId) {
    if (encodeURIComponent(fairnessKey + character).length > fairnessKeyBytes) break;
    fairnessKey += character;
  }
  return { priority: { fairnessKey } };
}
