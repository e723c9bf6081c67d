import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Condition that a text has this part, in capitals or not; % and _ stand for themselves. */
export function containing(column: PgColumn, part: string): SQL {
  return sql`${column} ilike ${`%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`;
}
