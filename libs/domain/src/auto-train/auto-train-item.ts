import { z } from 'zod';
import { genreSchema } from './genres.ts';
import { itemMembersSchema, itemVotesSchema } from './item-record.ts';
import { rejectionReasonSchema } from './rejection-reason.ts';

/** What an item has come to: an example that is kept, or nothing after all its attempts. */
export const autoTrainItemStatuses = ['accepted', 'failed'] as const;
export const autoTrainItemStatusSchema = z.enum(autoTrainItemStatuses).meta({ id: 'AutoTrainItemStatus' });
export type AutoTrainItemStatus = (typeof autoTrainItemStatuses)[number];

/** A finished item of a batch, with how it came about. */
export const autoTrainItemSchema = z
  .object({
    index: z.int().min(0).describe('Place in the batch, from 0'),
    status: autoTrainItemStatusSchema,
    genre: genreSchema,
    prompt: z.string().describe('What the story was to be about'),
    style: z.string().describe('The style modifier'),
    example_id: z.uuid().nullable().describe('Of the training example; null for a failed item'),
    instruction: z.string().nullable(),
    story: z.string().nullable(),
    quality_score: z.number().min(0).max(10).nullable().describe('By the quality rule'),
    judge_score: z.number().min(0).max(10).nullable().describe('Null without a judge'),
    reason: rejectionReasonSchema.nullable().describe('Why a failed item was given up'),
    message: z.string().nullable().describe('The same in a sentence'),
    attempts: z.int().min(1).describe('The first, and its replacements'),
    votes: itemVotesSchema.nullable().describe('Null for a failed item'),
    members: itemMembersSchema,
    cost_usd: z.number().min(0).describe('Of all attempts'),
    input_tokens: z.int().min(0),
    output_tokens: z.int().min(0),
    duration_ms: z.int().min(0),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'AutoTrainItem' });
export type AutoTrainItem = z.infer<typeof autoTrainItemSchema>;

/** An attempt at an item that gave no example. */
export const autoTrainRejectionSchema = z
  .object({
    id: z.uuid(),
    index: z.int().min(0).describe('Place of the item in the batch, from 0'),
    attempt: z.int().min(1),
    genre: genreSchema,
    reason: rejectionReasonSchema,
    message: z.string(),
    excerpt: z
      .string()
      .nullable()
      .describe('Beginning of what was turned down; null where there was no text'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'AutoTrainRejection' });
export type AutoTrainRejection = z.infer<typeof autoTrainRejectionSchema>;
