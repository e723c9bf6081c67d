import { z } from 'zod';
import { modelNameSchema } from '../../model-name.ts';

/** Body of `POST /api/avatars/:id/fine-tuned-model/compare`: the same messages to two models. */
export const compareModelsSchema = z
  .strictObject({
    messages: z
      .array(z.string().max(8_000).trim().min(1))
      .min(1, 'Write at least one message.')
      .max(10, 'At most ten messages are compared at once.'),
    fine_tune_job_id: z
      .uuid()
      .optional()
      .describe('The job whose model is compared; the active one when left out'),
    base_model: modelNameSchema('base_model').optional().describe('The job’s base model when left out'),
  })
  .meta({ id: 'CompareModels', example: { messages: ['Hey, how was your day?'] } });
export type CompareModels = z.infer<typeof compareModelsSchema>;

/** What one model answered, or why it did not. */
export const comparedReplySchema = z
  .object({
    model: z.string(),
    reply: z.string().nullable(),
    error: z.string().nullable(),
    latency_ms: z.int().min(0),
    usage: z.object({ input_tokens: z.int(), output_tokens: z.int() }).nullable(),
    estimated_cost: z.number().min(0).nullable(),
  })
  .meta({ id: 'ComparedModelReply' });
export type ComparedReply = z.infer<typeof comparedReplySchema>;

/** Answer: side by side, in the order of the messages. */
export const modelComparisonSchema = z
  .object({
    comparisons: z.array(
      z.object({ message: z.string(), base: comparedReplySchema, tuned: comparedReplySchema }),
    ),
  })
  .meta({ id: 'ModelComparison' });
export type ModelComparison = z.infer<typeof modelComparisonSchema>;
