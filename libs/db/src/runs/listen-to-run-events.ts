import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Database } from '../database.ts';
import { mapDatabaseError } from '../errors/map-database-error.ts';
import { parseNotification, runEventsChannel } from './run-events-channel.ts';

/** A subscription that can be ended. */
export type RunEventSubscription = { close: () => Promise<void> };

type OnEvent = (runId: string, sequence: number) => void;

/** A connection that listens; `lost` resolves when it is gone, for whatever reason. */
type ListeningConnection = { client: Client; lost: Promise<void> };

const firstDelayMilliseconds = 50;
const longestDelayMilliseconds = 1_000;

/**
 * Calls `onEvent` for every event of any run, of any user, as it is committed, by way of PostgreSQL's LISTEN on a
 * connection of its own. When the server was gone the subscription comes back by itself; `onReconnect` then says that
 * announcements may have been missed, so that streams read on from what they last had.
 *
 * @throws UnderstudyError `database_unavailable` where the first subscription fails
 */
export async function listenToRunEvents(
  database: Database,
  onEvent: OnEvent,
  onReconnect: () => void,
): Promise<RunEventSubscription> {
  const closing = new AbortController();
  let connection = await subscribe(database, onEvent);
  const staySubscribed = async () => {
    await connection.lost;
    while (!closing.signal.aborted) {
      connection = await subscribeAgain(database, onEvent, closing.signal);
      onReconnect();
      await connection.lost;
    }
  };
  const staying = staySubscribed().catch((error: unknown) => {
    if (!closing.signal.aborted) throw error;
  });
  return {
    close: async () => {
      closing.abort();
      await connection.client.end();
      await staying;
    },
  };
}

async function subscribe(database: Database, onEvent: OnEvent): Promise<ListeningConnection> {
  const client = await database.openConnection();
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('notification', ({ payload = '' }) => {
    const event = parseNotification(payload);
    if (event !== null) onEvent(event.runId, event.sequence);
  });
  try {
    await client.query(`listen ${client.escapeIdentifier(runEventsChannel)}`);
  } catch (error) {
    await client.end();
    throw mapDatabaseError(error);
  }
  return { client, lost };
}

/** Tries until it succeeds, waiting longer each time; rejects when it is aborted. */
async function subscribeAgain(
  database: Database,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<ListeningConnection> {
  for (let delay = firstDelayMilliseconds; ; delay = Math.min(delay * 2, longestDelayMilliseconds)) {
    await sleep(delay, undefined, { signal });
    const connection = await subscribe(database, onEvent).catch(() => null);
    if (connection === null) continue;
    if (!signal.aborted) return connection;
    await connection.client.end();
  }
}
