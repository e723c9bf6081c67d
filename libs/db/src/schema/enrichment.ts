import type { EnrichmentStatus } from '@understudy/domain/enrichment/enrichment-status';
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { document, userId } from './columns.ts';
import { conversations } from './conversations.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

/** Conversations that an enrichment run is to enrich. */
export const enrichmentItems = pgTable(
  'enrichment_items',
  {
    runId: uuid('run_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    userId: userId(),
    /** Order within the run, from 0. */
    position: integer('position').notNull(),
    status: text('status').$type<EnrichmentStatus>().notNull().default('pending'),
    /** `RunError` of a failed one. */
    error: document('error'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.conversationId] }),
    foreignKey({
      name: 'enrichment_items_run',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'enrichment_items_conversation',
      columns: [table.conversationId, table.userId],
      foreignColumns: [conversations.id, conversations.userId],
    }).onDelete('cascade'),
    index('enrichment_items_by_conversation').on(table.conversationId),
    ownRowsOnly(),
  ],
);
