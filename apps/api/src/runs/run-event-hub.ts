import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@understudy/db/database';
import { listRunEvents } from '@understudy/db/runs/list-run-events';
import type { Subscription } from '@understudy/db/listening/listen-to-channel';
import { listenToRunEvents } from '@understudy/db/runs/listen-to-run-events';
import type { Logger } from 'pino';
import { RunEventFeed } from './run-event-feed.ts';

/** The live events of this process: one connection that listens, and a feed for every run that somebody follows. */
export type RunEventHub = {
  /** The feed of a run, until `release` is called. The caller has checked that the run belongs to the user. */
  follow: (userId: string, runId: string) => { feed: RunEventFeed; release: () => void };
  /** Aborted when the process shuts down, so that open streams end and clients connect to another one. */
  closing: AbortSignal;
  close: () => Promise<void>;
};

/** Events read at once. */
export const eventsPerRead = 500;

/** Milliseconds between attempts to listen while the database cannot be reached; streams then read at this pace. */
const listenRetryMs = 1_000;

/** Starts listening in the background. While the database is away, streams wait; nothing is missed when it is back. */
export function createRunEventHub(database: Database, logger: Logger): RunEventHub {
  const feeds = new Map<string, { feed: RunEventFeed; followers: number }>();
  const closing = new AbortController();
  const announceAll = () => feeds.forEach(({ feed }) => feed.announce());
  const onEvent = (runId: string) => feeds.get(runId)?.feed.announce();
  const listening = listenPatiently(database, onEvent, announceAll, logger, closing.signal);
  return {
    closing: closing.signal,
    follow(userId, runId) {
      const entry = feeds.get(runId) ?? { feed: createFeed(database, userId, runId), followers: 0 };
      feeds.set(runId, entry);
      entry.followers += 1;
      const release = () => {
        entry.followers -= 1;
        if (entry.followers === 0) feeds.delete(runId);
      };
      return { feed: entry.feed, release };
    },
    async close() {
      closing.abort(new Error('The server is shutting down'));
      const subscription = await listening;
      await subscription?.close().catch(() => undefined);
    },
  };
}

function createFeed(database: Database, userId: string, runId: string): RunEventFeed {
  return new RunEventFeed((after) =>
    database.asUser(userId, (tx) => listRunEvents(tx, runId, after, eventsPerRead)),
  );
}

async function listenPatiently(
  database: Database,
  onEvent: (runId: string) => void,
  announceAll: () => void,
  logger: Logger,
  closing: AbortSignal,
): Promise<Subscription | undefined> {
  while (!closing.aborted) {
    try {
      const subscription = await listenToRunEvents(database, onEvent, announceAll);
      announceAll();
      return subscription;
    } catch (error) {
      logger.warn({ err: error }, 'cannot listen to run events yet');
      announceAll();
      await sleep(listenRetryMs, undefined, { signal: closing }).catch(() => undefined);
    }
  }
  return undefined;
}
