import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, freeText, moment, updatedAt, usd, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

const tokens = (name: string) => bigint(name, { mode: 'number' });

/** What is set aside for calls under way, and what calls have cost. */
const account = () => ({
  reservedUsd: usd('reserved_usd').notNull().default(0),
  reservedTokens: tokens('reserved_tokens').notNull().default(0),
  spentUsd: usd('spent_usd').notNull().default(0),
  spentTokens: tokens('spent_tokens').notNull().default(0),
});

const noDebt = sql`reserved_usd >= 0 and reserved_tokens >= 0 and spent_usd >= 0 and spent_tokens >= 0`;

/** Caps of users for each calendar month; null for none. */
export const budgetCaps = pgTable(
  'budget_caps',
  {
    userId: userId().primaryKey(),
    monthlyCostUsd: usd('monthly_cost_usd'),
    monthlyTokens: tokens('monthly_tokens'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  () => [ownRowsOnly()],
);

/** The account of each run that pays for calls, with its caps; null for none. */
export const budgetRuns = pgTable(
  'budget_runs',
  {
    runId: uuid('run_id').primaryKey(),
    userId: userId(),
    maxCostUsd: usd('max_cost_usd'),
    maxTokens: tokens('max_tokens'),
    ...account(),
  },
  (table) => [
    foreignKey({
      name: 'budget_runs_run',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    check('budget_runs_no_debt', noDebt),
    ownRowsOnly(),
  ],
);

/** The account of each user and calendar month. */
export const budgetMonths = pgTable(
  'budget_months',
  {
    userId: userId(),
    /** `2026-11`, in UTC. */
    month: text('month').notNull(),
    ...account(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.month] }),
    check('budget_months_no_debt', noDebt),
    check('budget_months_month', sql`month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    ownRowsOnly(),
  ],
);

/** Paid calls of runs: reserved before, settled or released after. The accounts are the sums of these rows. */
export const budgetLedger = pgTable(
  'budget_ledger',
  {
    runId: uuid('run_id').notNull(),
    /** The key of the call in `provider_calls`. */
    callKey: text('call_key').notNull(),
    userId: userId(),
    /** The month that pays: the one in which the call was reserved. */
    month: text('month').notNull(),
    model: freeText('model').notNull(),
    state: text('state').$type<'reserved' | 'settled' | 'released'>().notNull(),
    /** What was set aside; given back when the call is settled or released. */
    reservedUsd: usd('reserved_usd').notNull(),
    reservedTokens: tokens('reserved_tokens').notNull(),
    settledUsd: usd('settled_usd').notNull().default(0),
    settledTokens: tokens('settled_tokens').notNull().default(0),
    createdAt: createdAt(),
    settledAt: moment('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.callKey] }),
    foreignKey({
      name: 'budget_ledger_run',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    check('budget_ledger_state', sql`state in ('reserved', 'settled', 'released')`),
    ownRowsOnly(),
  ],
);
