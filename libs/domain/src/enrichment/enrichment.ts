import { z } from 'zod';
import { raiseRunBudgetSchema } from '../budget/budget.ts';
import { pageQuerySchema } from '../http/page.ts';
import { runErrorSchema, runSchema } from '../runs/run.ts';
import { conversationIdsSchema } from '../training-files/training-file.ts';
import { conversationMetadataSchema } from './enriched-conversation.ts';
import { enrichmentStatusSchema } from './enrichment-status.ts';
import { trainingPairSchema } from './training-pair.ts';

/** A conversation as the API lists it. */
export const conversationSchema = z
  .object({
    conversation_id: z.uuid(),
    title: z.string().nullable(),
    avatar_id: z.uuid(),
    avatar_name: z.string(),
    training_session_id: z.uuid(),
    message_count: z.int().min(0),
    avatar_speaker: z.string().nullable(),
    started_at: z.string().nullable(),
    ended_at: z.string().nullable(),
    enrichment_status: enrichmentStatusSchema,
    enriched_file_path: z.string().nullable(),
    persona: z.string().nullable(),
    emotional_arc: z.string().nullable(),
    training_topic: z.string().nullable(),
    quality_score: z.number().min(1).max(5).nullable(),
    training_pairs: z.int().min(0).describe('In the enriched file'),
    enriched_at: z.iso.datetime().nullable(),
    enrichment_error: runErrorSchema.nullable().describe('Why enrichment failed, and what to do about it'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversationSchema>;

/** Query of `GET /api/conversations`. */
export const listConversationsQuerySchema = pageQuerySchema.extend({
  avatar_id: z.uuid().optional(),
  enrichment_status: enrichmentStatusSchema.optional(),
  search: z.string().trim().min(1).max(200).optional().describe('Part of the title'),
  training_file_id: z.uuid().optional().describe('Only conversations that are in this training file'),
  not_in_training_file_id: z.uuid().optional().describe('Only conversations that are not in it'),
});
export type ListConversationsQuery = z.infer<typeof listConversationsQuerySchema>;

/** Answer of `GET /api/conversations/:id`. */
export const conversationDetailSchema = z
  .object({
    conversation: conversationSchema,
    metadata: conversationMetadataSchema.nullable().describe('Of the enriched file; null before it is there'),
    training_pairs: z.array(trainingPairSchema).describe('The first 50 of the enriched file'),
  })
  .meta({ id: 'ConversationDetail' });

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
