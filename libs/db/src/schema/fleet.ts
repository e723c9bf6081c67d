import { pgSchema, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** What all workers share, whoever they work for. It holds nothing of any user, so its tables have no policy. */
export const fleet = pgSchema('fleet');

/** How a provider wants to be asked. */
export const providerPaces = fleet.table('provider_paces', {
  /** `openai`, `huggingface`. */
  provider: text('provider').primaryKey(),
  /** The provider asked to be left alone until then. */
  pausedUntil: moment('paused_until').notNull().defaultNow(),
  /** When the next call is due by the rate limit, if one is configured: the generic cell rate algorithm's one figure. */
  nextCallAt: moment('next_call_at').notNull().defaultNow(),
});
