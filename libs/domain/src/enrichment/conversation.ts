import { z } from 'zod';
import { pageQuerySchema } from '../http/page.ts';
import { runErrorSchema } from '../runs/run.ts';
import { conversationMetadataSchema } from './enriched-conversation.ts';
import { enrichmentStatusSchema } from './enrichment-status.ts';
import { trainingPairSchema } from './training-pair.ts';

/** A conversation as the API lists it. */
export const conversationSchema = z
  .object({
    conversation_id: z.uuid(),
    title: z.string().nullable(),
    file_name: z.string().describe('The file that it was found in'),
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
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Part of the title or of the name of the file'),
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
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;
