import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import { escapeLiteral, type Pool, type PoolClient } from 'pg';
import { z } from 'zod';
import { mapDatabaseError } from './errors/map-database-error.ts';

/** A transaction on behalf of one user, on a connection of its own. Every query takes one. */
export type Transaction = NodePgDatabase & { $client: PoolClient };

/**
 * Runs `work` in a transaction of one user. drizzle's own `transaction` is not used, because it never gives a connection
 * back to the pool on which BEGIN failed: after a few restarts of the server none would be left.
 *
 * @throws UnderstudyError `database_unavailable`; whatever `work` throws
 */
export async function runAsUser<Result>(
  pool: Pool,
  userId: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  if (userId === '') throw new UnderstudyError('authentication_required', 'Nobody is signed in.');
  const client = await connect(pool);
  let usable = true;
  try {
    const begun = client.query(beginAs(userId));
    if (!client.pipeline) await begun;
    // In a pipeline, what `work` asks first is sent along. Where the beginning failed nobody is set: it saw and wrote nothing.
    const [beginning, worked] = await Promise.allSettled([begun, work(drizzle(client))]);
    if (beginning.status === 'rejected') throw beginning.reason;
    if (worked.status === 'rejected') throw worked.reason;
    await commit(client);
    return worked.value;
  } catch (error) {
    usable = await rollBack(client);
    throw mapDatabaseError(error);
  } finally {
    client.release(!usable);
  }
}

/**
 * Runs one statement in a transaction of one user, in a single round trip: where somebody waits for each write, three are
 * too many. Parameters are sent within the statement, quoted.
 *
 * @throws UnderstudyError `database_unavailable`; Error for what PostgreSQL refuses
 */
export async function runStatementAsUser(pool: Pool, userId: string, statement: SQL): Promise<unknown[]> {
  if (userId === '') throw new UnderstudyError('authentication_required', 'Nobody is signed in.');
  const { sql: text } = dialect.sqlToQuery(statement.inlineParams());
  const client = await connect(pool);
  let usable = true;
  try {
    const results: unknown = await client.query(`${beginAs(userId)}; ${text}; commit`);
    return resultsSchema.parse(results).at(-2)?.rows ?? [];
  } catch (error) {
    usable = await rollBack(client);
    throw mapDatabaseError(error);
  } finally {
    client.release(!usable);
  }
}

const dialect = new PgDialect();

/** The driver answers several statements with a result for each: here BEGIN, the user, the statement, COMMIT. */
const resultsSchema = z.array(z.object({ rows: z.array(z.unknown()) }));

/** One round trip for both: every transaction begins with them. */
function beginAs(userId: string): string {
  return `begin; select set_config('app.user_id', ${escapeLiteral(userId)}, true)`;
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw mapDatabaseError(error);
  }
}

/** PostgreSQL answers COMMIT with ROLLBACK, not with an error, when a query of the transaction has failed. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT')
    throw new Error('A failed query was ignored: nothing of its transaction was written');
}

/** Whether the connection can be used again. */
async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}
