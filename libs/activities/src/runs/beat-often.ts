import { Context } from '@temporalio/activity';

/** Milliseconds between heartbeats of a lane; the worker must not hold them back for longer. */
export const laneBeatMs = 250;

/**
 * Does the work of a lane with a heartbeat four times a second. The word that a run is cancelled comes back with a
 * heartbeat, and until it does a window of calls goes on paying: at a heartbeat a second, for half a second and more.
 */
export async function beatOften<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), laneBeatMs);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
