import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { to } from 'pg-copy-streams';
import type { Transaction } from '../database.ts';
import { CopiedRows, rowsOfCopy, type RowVisitor } from './copied-rows.ts';

const dialect = new PgDialect();

/**
 * Has the rows of a query visited as bytes, by PostgreSQL's COPY: for texts that only pass through, so that no string is made
 * of them. Yields whenever some were visited. Whoever stops before the end gives the connection up, since PostgreSQL goes on
 * sending.
 */
export async function* copyOut(tx: Transaction, select: SQL, visit: RowVisitor): AsyncGenerator<void> {
  const rows = new CopiedRows(visit);
  for await (const piece of copiedPieces(tx, select)) {
    rows.push(piece);
    yield;
  }
}

/**
 * The rows of a query as they come by PostgreSQL's COPY, to be looked at by another process (`CopiedRows`): what comes before
 * the first one and after the last one is taken away, so that those of several queries can follow each other. Whoever stops
 * before the end gives the connection up.
 */
export function copyOutRows(tx: Transaction, select: SQL): AsyncGenerator<Buffer> {
  return rowsOfCopy(copiedPieces(tx, select));
}

async function* copiedPieces(tx: Transaction, select: SQL): AsyncGenerator<Buffer> {
  // COPY takes no parameters: they go into the statement, quoted.
  const { sql: text } = dialect.sqlToQuery(select.inlineParams());
  const client = tx.$client;
  const sent = client.query(to(`copy (${text}) to stdout with (format binary)`));
  let isOver = false;
  try {
    for await (const piece of sent) yield piece;
    isOver = true;
  } catch (error) {
    // PostgreSQL has ended it, and the connection can be used again.
    isOver = true;
    throw error;
  } finally {
    if (!isOver) client.connection.stream.destroy();
  }
}
