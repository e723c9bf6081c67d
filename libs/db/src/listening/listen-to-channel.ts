import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Database } from '../database.ts';
import { mapDatabaseError } from '../errors/map-database-error.ts';

/** A subscription that can be ended. */
export type Subscription = { close: () => Promise<void> };

/** A channel of PostgreSQL's NOTIFY, and what to do with what is said on it. */
export type Listening = {
  channel: string;
  onPayload: (payload: string) => void;
  /** After the server was gone: what was said meanwhile is missed. */
  onReconnect: () => void;
};

/** A connection that listens; `lost` resolves when it is gone, for whatever reason. */
type ListeningConnection = { client: Client; lost: Promise<void> };

const firstDelayMilliseconds = 50;
const longestDelayMilliseconds = 1_000;

/**
 * Listens on a connection of its own. When the server was gone the subscription comes back by itself.
 *
 * @throws UnderstudyError `database_unavailable` where the first subscription fails
 */
export async function listenToChannel(database: Database, listening: Listening): Promise<Subscription> {
  const closing = new AbortController();
  let connection = await subscribe(database, listening);
  const staySubscribed = async () => {
    await connection.lost;
    while (!closing.signal.aborted) {
      connection = await subscribeAgain(database, listening, closing.signal);
      listening.onReconnect();
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

async function subscribe(
  database: Database,
  { channel, onPayload }: Listening,
): Promise<ListeningConnection> {
  const client = await database.openConnection();
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('notification', ({ payload = '' }) => onPayload(payload));
  try {
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end();
    throw mapDatabaseError(error);
  }
  return { client, lost };
}

/** Tries until it succeeds, waiting longer each time; rejects when it is aborted. */
async function subscribeAgain(
  database: Database,
  listening: Listening,
  signal: AbortSignal,
): Promise<ListeningConnection> {
  for (let delay = firstDelayMilliseconds; ; delay = Math.min(delay * 2, longestDelayMilliseconds)) {
    await sleep(delay, undefined, { signal });
    const connection = await subscribe(database, listening).catch(() => null);
    if (connection === null) continue;
    if (!signal.aborted) return connection;
    await connection.client.end();
  }
}
