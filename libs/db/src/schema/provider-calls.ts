import { foreignKey, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, document, freeText, id, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

/** Answers of providers, so that no answered call is ever paid for twice. Append-only. */
export const providerCalls = pgTable(
  'provider_calls',
  {
    id: id(),
    userId: userId(),
    runId: uuid('run_id').notNull(),
    /** Names the call within its run, the same on every execution. */
    callKey: text('call_key').notNull(),
    provider: text('provider').notNull(),
    model: freeText('model').notNull(),
    requestDigest: text('request_digest').notNull(),
    response: document('response').notNull(),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    latencyMs: integer('latency_ms').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('provider_calls_key').on(table.runId, table.callKey),
    foreignKey({
      name: 'provider_calls_run',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);
