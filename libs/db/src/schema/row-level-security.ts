import { sql } from 'drizzle-orm';
import { pgPolicy } from 'drizzle-orm/pg-core';

/**
 * The policy of every table: a transaction sees and writes the rows of the user it was opened for, and no others.
 * A session in which no user was ever set has null there, one in which a transaction set one has '' afterwards; both
 * match nothing. The sub-select makes PostgreSQL read the setting once for each query, not once for each row.
 */
export const ownRowsOnly = () => {
  const isOwn = sql`user_id = (select nullif(current_setting('app.user_id', true), ''))`;
  return pgPolicy('own_rows_only', { for: 'all', to: 'public', using: isOwn, withCheck: isOwn });
};
