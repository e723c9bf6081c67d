import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Client, Pool, type ClientBase, type ClientConfig, type PoolConfig } from 'pg';
import { answersAnew } from './answers-anew.ts';
import { mapDatabaseError } from './errors/map-database-error.ts';
import { prepareFrequentStatements } from './frequent-statements.ts';
import { giveUpSilence } from './give-up-silence.ts';
import { sendTogether } from './send-together.ts';
import { runAsUser, runStatementAsUser, type Transaction } from './user-transaction.ts';

export type { Transaction } from './user-transaction.ts';

/** How to reach the database as the application role. */
export type DatabaseOptions = {
  url: string;
  /** Connections of the pool. Half as many again may be opened for `asUserForCopy`, and one for notifications. */
  maxConnections: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  /**
   * Milliseconds of silence, 5,000 where none are given, after which a server that owes an answer is asked on a new connection
   * whether it is there; where it does not answer in as many again, what was asked fails. However long a statement lasts, it is not
   * cut while the server is there.
   */
  silenceMilliseconds?: number | undefined;
  /** Told of every new connection of the pool, before its first query. */
  onConnect?: ((client: ClientBase) => void) | undefined;
};

/** The database as the application role sees it: through row-level security. */
export type Database = {
  /**
   * Runs `work` in a transaction that sees and writes the rows of this user only, and commits when it resolves. PostgreSQL
   * answers the queries of a transaction one after the other, in the order in which they were asked. Those that do not
   * depend on each other's answers can be asked at once (`askTogether`), and are sent at once (decision 0037): `work` awaits all of
   * them.
   *
   * @throws UnderstudyError `database_unavailable` when the connection is refused or lost, or the server has fallen silent;
   *   whatever `work` throws
   */
  asUser: <Result>(userId: string, work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  /**
   * `asUser` for PostgreSQL's COPY, which nothing can be sent behind: on a connection of its own kind, where `work` awaits
   * each query.
   *
   * @throws UnderstudyError `database_unavailable`; whatever `work` throws
   */
  asUserForCopy: <Result>(userId: string, work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  /**
   * Runs one statement in a transaction of this user, in a single round trip, and answers with its rows.
   *
   * @throws UnderstudyError `database_unavailable`
   */
  asUserAtOnce: (userId: string, statement: SQL) => Promise<unknown[]>;
  /** Without a user; sees no row. For functions that run with their owner's rights, such as the sweep's. */
  db: NodePgDatabase;
  /**
   * Asks the database whether it is there.
   *
   * @throws UnderstudyError `database_unavailable`
   */
  ping: () => Promise<void>;
  /** Opens a connection beside the pool, for notifications; whoever opens it ends it. */
  openConnection: () => Promise<Client>;
  /** Waits up to five seconds for queries under way, then closes the pool. */
  close: () => Promise<void>;
};

const connectMilliseconds = 10_000;
const usualSilenceMilliseconds = 5_000;
const idleMilliseconds = 60_000;
const idleInTransactionMilliseconds = 60_000;
const keepAliveMilliseconds = 10_000;
const closeMilliseconds = 5_000;

/** Opens a pool. Connections are made when they are needed, and made anew after the server was gone. */
export function createDatabase(options: DatabaseOptions): Database {
  const { url, maxConnections, applicationName, onConnect } = options;
  const { silenceMilliseconds = usualSilenceMilliseconds } = options;
  const config: ClientConfig = {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: connectMilliseconds,
    idle_in_transaction_session_timeout: idleInTransactionMilliseconds,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMilliseconds,
  };
  const silence = giveUpSilence({
    afterMilliseconds: silenceMilliseconds,
    isThere: () => answersAnew(config, silenceMilliseconds),
  });
  const openPool = (own: Pick<PoolConfig, 'max' | 'pipeline'>): Pool => {
    const pool = new Pool({ ...config, ...own, idleTimeoutMillis: idleMilliseconds });
    ignoreLostConnections(pool);
    pool.on('connect', ignoreLostConnections);
    pool.on('connect', silence.watch);
    pool.on('connect', prepareFrequentStatements());
    pool.on('connect', sendTogether);
    if (onConnect !== undefined) pool.on('connect', onConnect);
    return pool;
  };
  const pool = openPool({ max: maxConnections, pipeline: true });
  const copyPool = openPool({ max: Math.ceil(maxConnections / 2) });
  const endAll = () => Promise.all([pool.end(), copyPool.end()]);
  let closing: Promise<unknown> | null = null;
  return {
    asUser: (userId, work) => runAsUser(pool, userId, work),
    asUserForCopy: (userId, work) => runAsUser(copyPool, userId, work),
    asUserAtOnce: (userId, statement) => runStatementAsUser(pool, userId, statement),
    db: drizzle(pool),
    ping: () => ping(pool),
    openConnection: () => openConnection(config),
    close: async () => {
      closing ??= Promise.race([endAll(), sleep(closeMilliseconds, undefined, { ref: false })]);
      await closing;
      silence.stop();
    },
  };
}

/**
 * A lost connection is also announced as an event, which would end the process if nobody listened. The query that was
 * under way, or the next one, fails with the same error, and is where it is dealt with.
 */
function ignoreLostConnections(emitter: EventEmitter): void {
  emitter.on('error', () => undefined);
}

async function ping(pool: Pool): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (error) {
    throw mapDatabaseError(error);
  }
}

async function openConnection(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  ignoreLostConnections(client);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw mapDatabaseError(error);
  }
}
