import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { mapDatabaseError } from './errors/map-database-error.ts';

/** A transaction on behalf of one user. Every query takes one. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

/** How to reach the database as the application role. */
export type DatabaseOptions = {
  url: string;
  /** Connections of the pool; one more is opened for notifications. */
  maxConnections: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
};

/** The database as the application role sees it: through row-level security. */
export type Database = {
  /** Without a user; sees no row. For functions that run with their owner's rights, such as the sweep's. */
  db: PostgresJsDatabase;
  /** The driver's client, for notifications. */
  sql: Sql;
  /**
   * Runs `work` in a transaction that sees and writes the rows of this user only, and commits when it resolves.
   *
   * @throws UnderstudyError `database_unavailable` when the connection is refused or lost; whatever `work` throws
   */
  asUser: <Result>(userId: string, work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  /** Waits up to five seconds for queries under way, then closes all connections. */
  close: () => Promise<void>;
};

const millisecondsIdleInTransaction = 60_000;
const closingSeconds = 5;

/** Seconds before the next attempt to connect: quick at first, so that a restarted server is found at once. */
const secondsBeforeReconnecting = (attempt: number): number => Math.min(0.05 * 2 ** attempt, 1);

/** Opens a pool. Connections are made when they are needed, and made anew after the server was gone. */
export function createDatabase({ url, maxConnections, applicationName }: DatabaseOptions): Database {
  const client = postgres(url, {
    max: maxConnections,
    backoff: secondsBeforeReconnecting,
    connect_timeout: 10,
    // drizzle reads and writes arrays by itself.
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: applicationName,
      idle_in_transaction_session_timeout: millisecondsIdleInTransaction,
    },
  });
  const db = drizzle(client);
  return {
    db,
    sql: client,
    asUser: (userId, work) => runAsUser(db, userId, work),
    close: () => client.end({ timeout: closingSeconds }),
  };
}

async function runAsUser<Result>(
  db: PostgresJsDatabase,
  userId: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  if (userId === '') throw new UnderstudyError('authentication_required', 'Nobody is signed in.');
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.user_id', ${userId}, true)`);
      return await work(tx);
    });
  } catch (error) {
    throw mapDatabaseError(error);
  }
}
