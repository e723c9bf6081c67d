import { z } from 'zod';
import { tooLong } from '../../http/too-long.ts';
import { importLimits } from '../examples/example-rules.ts';
import { exampleFindingSchema } from '../quality/finding.ts';
import { trainingExampleSchema } from '../examples/training-example.ts';
import { trainingExampleItemSchema } from './list-examples.ts';

const longest = `at most ${importLimits.typedCharacters.toLocaleString('en')} characters`;

/** A text that is typed in: it has to be there, and each message names its field. */
function typedText(field: string) {
  const missing = { error: `${field} must be a text that is not empty.` };
  return z
    .string(missing)
    .regex(/\S/, missing)
    .max(importLimits.typedCharacters, tooLong(field, importLimits.typedCharacters));
}

const contextError = { error: `context must be a text of ${longest}, or null.` };
const contextText = z
  .string(contextError)
  .max(importLimits.typedCharacters, tooLong('context', importLimits.typedCharacters));

const unknownFields = {
  error: (issue: { code?: string | undefined; keys?: unknown }) =>
    issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)
      ? `Unknown field: ${issue.keys.join(', ')}.`
      : undefined,
};

const texts = {
  instruction: typedText('instruction').describe('What the user says'),
  context: contextText
    .nullable()
    .default(null)
    .describe('Background, such as “Pre-session preparation”; blank is as good as null'),
  response: typedText('response').describe(
    'What the avatar is to answer; 50 to 3000 characters are recommended',
  ),
};

/**
 * Body of `POST /api/training/add-example`: the seed's three fields, and optional ones of ours. A response that is shorter
 * or longer than recommended is taken, and the answer's findings say so.
 */
export const addExampleRequestSchema = z
  .strictObject(
    {
      ...texts,
      rejected_response: typedText('rejected_response')
        .nullable()
        .default(null)
        .describe('An answer that is not wanted, for preference pairs'),
      avatar_id: z
        .uuid({ error: 'avatar_id must be the UUID of an avatar, or null.' })
        .nullable()
        .default(null)
        .describe('Avatar the example is for'),
    },
    unknownFields,
  )
  .refine(({ response, rejected_response: rejected }) => response !== rejected, {
    path: ['rejected_response'],
    error: 'rejected_response must differ from response.',
  })
  .meta({ id: 'AddExampleRequest' });
export type AddExampleRequest = z.infer<typeof addExampleRequestSchema>;

/** Answer to `POST /api/training/add-example`. */
export const addExampleResponseSchema = z
  .object({
    success: z.literal(true),
    example: trainingExampleItemSchema,
    total: z.int().min(1).describe('Examples there are now, in the same scope'),
    duplicate_of: z.uuid().nullable().describe('An example with the same texts that was there before'),
    findings: z.array(exampleFindingSchema).describe('What could be better about it'),
  })
  .meta({ id: 'AddExampleResponse' });
export type AddExampleResponse = z.infer<typeof addExampleResponseSchema>;

/** Body of `PATCH /api/training/examples/:id`, for editing in the table: the fields that change. */
export const updateExampleRequestSchema = z
  .strictObject(
    {
      instruction: texts.instruction.optional(),
      context: contextText.nullable().optional(),
      response: texts.response.optional(),
      rejected_response: typedText('rejected_response').optional(),
    },
    unknownFields,
  )
  .refine((fields) => Object.keys(fields).length > 0, { error: 'Name a field to change.' })
  .meta({ id: 'UpdateExampleRequest' });
export type UpdateExampleRequest = z.infer<typeof updateExampleRequestSchema>;

/** One example: as lists show it, and all of it. */
export const exampleDetailSchema = z
  .object({
    example: trainingExampleItemSchema,
    content: trainingExampleSchema.describe('Every turn and tool of it'),
  })
  .meta({ id: 'TrainingExampleDetail' });
export type ExampleDetail = z.infer<typeof exampleDetailSchema>;

/** Answer to `PATCH /api/training/examples/:index`. */
export const updateExampleResponseSchema = exampleDetailSchema
  .extend({
    success: z.literal(true),
    duplicate_of: z.uuid().nullable().describe('Another example that has the same texts now'),
    findings: z.array(exampleFindingSchema).describe('What could be better about it'),
  })
  .meta({ id: 'UpdateExampleResponse' });
export type UpdateExampleResponse = z.infer<typeof updateExampleResponseSchema>;
