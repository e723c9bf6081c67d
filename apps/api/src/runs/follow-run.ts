import { setTimeout as sleep } from 'node:timers/promises';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import type { FramedRunEvent, RunEventFeed } from './run-event-feed.ts';
import { eventsPerRead } from './run-event-hub.ts';

/** Milliseconds before an open stream reads again after the database was away. */
const unavailableMs = 500;

/**
 * Every event of a run after a sequence number, without a gap and without a double: those already there, then each as it
 * is committed. Ends when the run has ended and nothing is left, or when `signal` is aborted. While the database is
 * away it waits.
 *
 * @param ended whether the run had ended before the first read
 * @throws whatever a read throws, unless the database is only away
 */
export async function* followRun(
  feed: RunEventFeed,
  { after, ended, signal }: { after: number; ended: boolean; signal: AbortSignal },
): AsyncGenerator<FramedRunEvent[], void, void> {
  let cursor = after;
  let isOver = ended;
  while (!signal.aborted) {
    const { version } = feed;
    const events = await readPatiently(feed, cursor);
    const last = events?.at(-1)?.event;
    if (events !== null && last !== undefined) {
      cursor = last.sequence;
      isOver = isEnded(last.status);
      yield events;
    }
    // Fewer than a page: everything that was announced up to `version` has been read.
    const drained = events !== null && events.length < eventsPerRead;
    if (drained && isOver) return;
    if (drained) await feed.changedSince(version, signal);
  }
}

/** Null, after a pause, where the database is away. */
async function readPatiently(feed: RunEventFeed, after: number): Promise<FramedRunEvent[] | null> {
  try {
    return await feed.read(after);
  } catch (error) {
    if (!(error instanceof UnderstudyError) || error.code !== 'database_unavailable') throw error;
    await sleep(unavailableMs);
    return null;
  }
}
