import type { Sql } from 'postgres';

/** How much a database holds and has written so far. Bytes. */
export interface DatabaseState {
  /** Each table with its indexes and what it keeps out of line. */
  readonly tables: ReadonlyMap<string, number>;
  /** Everything ever written to the write-ahead log. */
  readonly logBytes: number;
  readonly transactions: number;
}

/** What came to a database between two moments. */
export interface DatabaseGrowth {
  readonly tables: ReadonlyMap<string, number>;
  readonly bytes: number;
  readonly logBytes: number;
  readonly transactions: number;
}

/** Reads how much there is, as the files are: room of rows that have been replaced is in it. */
export async function readDatabaseState(owner: Sql): Promise<DatabaseState> {
  const tables = await owner<{ name: string; bytes: number }[]>`
    select relname as name, pg_total_relation_size(relid)::float8 as bytes
    from pg_stat_user_tables where schemaname = 'public'`;
  const [counters] = await owner<{ log_bytes: number; transactions: number }[]>`
    select (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 as log_bytes, xact_commit::float8 as transactions
    from pg_stat_database where datname = current_database()`;
  if (counters === undefined) throw new Error('The database has no statistics');
  return {
    tables: new Map(tables.map(({ name, bytes }) => [name, bytes])),
    logBytes: counters.log_bytes,
    transactions: counters.transactions,
  };
}

/** Rewrites every table and index without the room of rows that have been replaced. */
export async function compact(owner: Sql): Promise<void> {
  const tables = await owner<{ name: string }[]>`
    select relname as name from pg_stat_user_tables where schemaname = 'public'`;
  for (const { name } of tables) await owner`vacuum (full, analyze) ${owner(name)}`;
}

/** The growth from one state to a later one; tables that have not grown are left out. */
export function growthBetween(before: DatabaseState, after: DatabaseState): DatabaseGrowth {
  const grown = [...after.tables].map(([name, bytes]): [string, number] => [
    name,
    bytes - (before.tables.get(name) ?? 0),
  ]);
  const tables = new Map(grown.filter(([, bytes]) => bytes > 0).toSorted(([, a], [, b]) => b - a));
  return {
    tables,
    bytes: [...tables.values()].reduce((sum, bytes) => sum + bytes, 0),
    logBytes: after.logBytes - before.logBytes,
    transactions: after.transactions - before.transactions,
  };
}
