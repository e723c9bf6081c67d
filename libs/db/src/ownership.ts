import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * Condition for the rows of the transaction's user (`Database.asUser`), which every query carries; it matches nothing
 * where no user is set.
 *
 * Row-level security asks for the same. Said twice, neither has to be right for the other to hold: should `DATABASE_URL`
 * name the owner of the tables or a superuser, whom no policy binds, or a table be without its policy, users still see
 * and change only what is theirs. The sub-select makes PostgreSQL read the setting once for each query, not once for
 * each row.
 */
export function mine(table: { userId: PgColumn }): SQL {
  return sql`${table.userId} = (select nullif(current_setting('app.user_id', true), ''))`;
}
