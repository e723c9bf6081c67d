import { z } from 'zod';
import { raiseRunBudgetSchema } from '../budget/budget.ts';
import { runErrorSchema, runSchema } from '../runs/run.ts';
import { conversationIdsSchema } from '../training-files/training-file.ts';

/** Body of `POST /api/enrichments`. */
export const createEnrichmentSchema = z
  .strictObject({
    conversation_ids: conversationIdsSchema.optional(),
    avatar_id: z.uuid().optional().describe('In place of conversation_ids: all conversations of this avatar'),
    force: z
      .boolean()
      .default(false)
      .describe('true: conversations that are enriched already are enriched anew'),
    budget: raiseRunBudgetSchema.optional().describe('Hard caps of the run'),
  })
  .refine((body) => (body.conversation_ids === undefined) !== (body.avatar_id === undefined), {
    path: ['conversation_ids'],
    message: 'Give this or avatar_id, one of the two.',
  })
  .meta({ id: 'CreateEnrichment' });
export type CreateEnrichment = z.infer<typeof createEnrichmentSchema>;

/** A run that enriches conversations. */
export const enrichmentSchema = z
  .object({
    id: z.uuid().describe('Also the ID of the run'),
    run: runSchema,
    counts: z.object({
      total: z.int().min(0),
      pending: z.int().min(0),
      completed: z.int().min(0),
      failed: z.int().min(0),
    }),
    cost: z.object({ spent_usd: z.number().min(0), tokens: z.int().min(0) }),
    failed: z
      .array(z.object({ conversation_id: z.uuid(), title: z.string().nullable(), error: runErrorSchema }))
      .describe('The first 100 that failed'),
  })
  .meta({ id: 'Enrichment' });
export type Enrichment = z.infer<typeof enrichmentSchema>;

/** Why a conversation that was asked for is not in the run. */
export const skipReasons = ['already_enriched', 'already_running'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Answer of `POST /api/enrichments`. */
export const createdEnrichmentSchema = z
  .object({
    enrichment: enrichmentSchema,
    skipped: z.array(z.object({ conversation_id: z.uuid(), reason: z.enum(skipReasons) })),
  })
  .meta({ id: 'CreatedEnrichment' });
