import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** Milliseconds between heartbeats: a fifth of the heartbeat timeout, so that one lost beat kills nothing. */
const intervalMs = 1000;

/**
 * Sends a heartbeat every second while an activity runs. It tells Temporal that the worker is alive, and brings
 * cancellations back, to lanes of paid calls more often (`beatOften`); where to resume is asked of the database, so heartbeats carry no details.
 */
export const heartbeats: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    async execute(input, next) {
      const timer = setInterval(() => context.heartbeat(), intervalMs);
      try {
        return await next(input);
      } finally {
        clearInterval(timer);
      }
    },
  },
});
