import { eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Which rows are counted: days in a time zone, and of one avatar or of all. */
export type AnalyticsScope = {
  /** ISO 8601 dates, both included. */
  from: string;
  to: string;
  /** IANA name. */
  timeZone: string;
  avatarId: string | null;
};

/**
 * The day of a moment on the clock of the scope's zone, as `YYYY-MM-DD`. The zone stands in the text of the query: as a
 * parameter it would not be the same expression in `select` and `group by`.
 */
export function dayOf(moment: PgColumn, { timeZone }: AnalyticsScope): SQL<string> {
  return sql<string>`to_char(${moment} at time zone ${sql.raw(quoted(timeZone))}, 'YYYY-MM-DD')`;
}

/** Condition for moments of the scope's days: from the first midnight up to the one after the last day. */
export function inDays(moment: PgColumn, { from, to, timeZone }: AnalyticsScope): SQL {
  return sql`(${moment} >= (${from}::date)::timestamp at time zone ${timeZone}
    and ${moment} < (${to}::date + 1)::timestamp at time zone ${timeZone})`;
}

/** Condition for rows of the scope's avatar; none where all are meant. */
export function ofAvatar(column: PgColumn, { avatarId }: AnalyticsScope): SQL | undefined {
  return avatarId === null ? undefined : eq(column, avatarId);
}

/** Names of time zones have no quote in them; doubled all the same, as the standard has it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
