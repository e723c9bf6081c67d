import { sql } from 'drizzle-orm';
import { customType, numeric, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { newId } from '../new-id.ts';
import { storableJson, storableText } from '../storable-text.ts';

/** Primary key: a UUID version 7 made by the application. */
export const id = () => uuid('id').primaryKey().$defaultFn(newId);

/**
 * Whose row it is: `sub` of the token. Filled in from the transaction (`Database.asUser`), so that no query can name
 * somebody else by mistake.
 */
export const userId = () =>
  text('user_id')
    .notNull()
    .default(sql`current_setting('app.user_id')`);

/** When the row was written, by the clock of the database and not of the transaction's start. */
export const createdAt = () =>
  timestamp('created_at', { withTimezone: true })
    .notNull()
    .default(sql`clock_timestamp()`);

/** When the row was last changed. */
export const updatedAt = () =>
  timestamp('updated_at', { withTimezone: true })
    .notNull()
    .default(sql`clock_timestamp()`)
    .$onUpdate(() => sql`clock_timestamp()`);

/** A point in time. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Text that came from people, files or models. */
export const freeText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: storableText,
});

/** A JSON document. Read back as `unknown`: whoever reads it parses it. */
export const document = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: storableJson,
});

/** US dollars, exact to a billionth: a single token costs less than a millionth. */
export const usd = (name: string) => numeric(name, { precision: 18, scale: 9, mode: 'number' });

/** Bytes as they are. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
