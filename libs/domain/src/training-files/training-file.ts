import { z } from 'zod';
import { conversationSchema } from '../enrichment/conversation.ts';
import { trainingPairSchema } from '../enrichment/training-pair.ts';
import { pageQuerySchema } from '../http/page.ts';
import { runErrorSchema, runSchema } from '../runs/run.ts';
import { nameSchema } from '../text/visible-text.ts';
import { longestUserId } from '../user-settings/user-id.ts';
import { checklistSchema } from './quality-checklist.ts';
import { qualitySummarySchema } from './quality-summary.ts';
import { scaffoldingDistributionSchema } from './scaffolding.ts';
import { trainingFileStatusSchema } from './training-file-status.ts';

/** Conversations that one request may name, and that one file may hold. */
export const trainingFileLimits = {
  conversations: 10_000,
  nameLength: 200,
  descriptionLength: 2000,
} as const;

const fileName = nameSchema(trainingFileLimits.nameLength, {
  missing: 'Give the training file a name.',
  noText: 'Give the training file a name.',
  tooLong: `Must have at most ${String(trainingFileLimits.nameLength)} characters.`,
});
const descriptionSchema = z.string().max(trainingFileLimits.descriptionLength).trim().nullish();

/** IDs of conversations, none of them twice. */
export const conversationIdsSchema = z
  .array(z.uuid('Must be the UUID of a conversation.'))
  .min(1, 'Name at least one conversation.')
  .max(trainingFileLimits.conversations)
  .superRefine((ids, context) => {
    const seen = new Map<string, number>();
    for (const [index, id] of ids.entries()) {
      const first = seen.get(id.toLowerCase());
      if (first === undefined) seen.set(id.toLowerCase(), index);
      else {
        const message = `Is the same conversation as conversation_ids.${first}. Name each once.`;
        context.addIssue({ code: 'custom', path: [index], message });
      }
    }
  })
  .transform((ids) => ids.map((id) => id.toLowerCase()))
  .meta({ description: 'IDs of enriched conversations, each once', examples: [] });

/** Whoever says who they are must be who they are. */
const ownUserSchema = z
  .string()
  .max(longestUserId)
  .optional()
  .describe('Need not be given; must be the user of the bearer token');

/** Body of `POST /api/training-files`. */
export const createTrainingFileSchema = z
  .strictObject({
    name: fileName.meta({ examples: ['production_training_batch_001'] }),
    description: descriptionSchema.meta({ examples: ['First production training batch'] }),
    conversation_ids: conversationIdsSchema,
    created_by: ownUserSchema,
  })
  .meta({ id: 'CreateTrainingFile' });
export type CreateTrainingFile = z.infer<typeof createTrainingFileSchema>;

/** Body of `PATCH /api/training-files/:id`. Only the fields that are named change. */
export const updateTrainingFileSchema = z
  .strictObject({ name: fileName.optional(), description: descriptionSchema })
  .meta({ id: 'UpdateTrainingFile' });
export type UpdateTrainingFile = z.infer<typeof updateTrainingFileSchema>;

/** Body of `POST /api/training-files/:id/add-conversations`. */
export const addConversationsSchema = z
  .strictObject({ conversation_ids: conversationIdsSchema, added_by: ownUserSchema })
  .meta({ id: 'AddConversations' });

/** Query of `GET /api/training-files`. */
export const listTrainingFilesQuerySchema = pageQuerySchema.extend({
  status: trainingFileStatusSchema.optional(),
  search: z.string().max(200).trim().min(1).optional().describe('Part of the name or the description'),
  created_by: z.string().min(1).max(longestUserId).optional(),
});
export type ListTrainingFilesQuery = z.infer<typeof listTrainingFilesQuerySchema>;

/** A training file as the API shows it: the seed's fields, and what is known besides. */
export const trainingFileSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    conversation_count: z.int().min(0),
    total_training_pairs: z.int().min(0),
    json_file_path: z.string().meta({ examples: ['01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11/training.json'] }),
    jsonl_file_path: z.string().meta({ examples: ['01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11/training.jsonl'] }),
    json_file_size: z
      .int()
      .min(0)
      .nullable()
      .describe('Bytes of the artefact; null before the first is built'),
    jsonl_file_size: z.int().min(0).nullable(),
    scaffolding_distribution: scaffoldingDistributionSchema,
    quality_summary: qualitySummarySchema,
    status: trainingFileStatusSchema.describe(
      '`building` until the first artefact is complete, `active` from then on, also while a newer one is built',
    ),
    artefact: z
      .object({
        conversation_count: z.int().min(0),
        total_training_pairs: z.int().min(0),
        built_at: z.iso.datetime(),
      })
      .nullable()
      .describe('What can be downloaded now'),
    up_to_date: z.boolean().describe('Whether the artefact has everything that was added'),
    error: runErrorSchema.nullable().describe('Why the last build failed'),
    run: runSchema.describe('The build under way, or the last one'),
    created_by: z.string(),
    last_updated_by: z.string(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'TrainingFile' });
export type TrainingFile = z.infer<typeof trainingFileSchema>;

/** Answer of everything that is about one training file. */
export const trainingFileResponseSchema = z
  .object({ trainingFile: trainingFileSchema })
  .meta({ id: 'TrainingFileResponse' });

/** Answer of `GET /api/training-files`, newest first. */
export const trainingFileListSchema = z
  .object({
    trainingFiles: z.array(trainingFileSchema),
    next_cursor: z.string().nullable().describe('Null on the last page'),
  })
  .meta({ id: 'TrainingFileList' });

/** Answer of `GET /api/training-files/:id/checklist`. */
export const trainingFileChecklistSchema = z
  .object({
    ready: z.boolean(),
    checklist: checklistSchema,
    sample_pairs: z
      .array(trainingPairSchema)
      .describe('For the manual review: up to 10 pairs, drawn evenly from the whole artefact'),
  })
  .meta({ id: 'TrainingFileChecklist' });

/** Answer of `GET /api/training-files/:id/conversations`. */
export const trainingFileConversationsSchema = z
  .object({
    conversation_ids: z.array(z.uuid()).describe('Of all, in their order'),
    conversations: z.array(conversationSchema).describe('A page of them'),
    next_cursor: z.string().nullable().describe('Null on the last page'),
  })
  .meta({ id: 'TrainingFileConversations' });
