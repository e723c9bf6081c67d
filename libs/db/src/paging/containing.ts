import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { storableText } from '../storable-text.ts';

/** Condition that a text has this part, in capitals or not; % and _ stand for themselves. */
export function containing(column: PgColumn, part: string): SQL {
  const stored = storableText(part);
  return sql`${column} ilike ${`%${stored.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`;
}
