import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { to } from 'pg-copy-streams';
import type { Transaction } from '../database.ts';
import { CopiedRows, type CopiedRow } from './copied-rows.ts';

const dialect = new PgDialect();

/**
 * Rows of a query as bytes, some at a time, by PostgreSQL's COPY: for texts that only pass through, so that no string is made
 * of them. Whoever stops before the end gives the connection up, since PostgreSQL goes on sending.
 */
export async function* copyOut(tx: Transaction, select: SQL): AsyncGenerator<CopiedRow[]> {
  // COPY takes no parameters: they go into the statement, quoted.
  const { sql: text } = dialect.sqlToQuery(select.inlineParams());
  const client = tx.$client;
  const sent = client.query(to(`copy (${text}) to stdout with (format binary)`));
  const rows = new CopiedRows();
  let isOver = false;
  try {
    for await (const piece of sent) yield rows.push(piece);
    isOver = true;
  } catch (error) {
    // PostgreSQL has ended it, and the connection can be used again.
    isOver = true;
    throw error;
  } finally {
    if (!isOver) client.connection.stream.destroy();
  }
}
