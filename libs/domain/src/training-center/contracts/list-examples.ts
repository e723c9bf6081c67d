import { z } from 'zod';
import { numberParameter } from '../../http/number-parameter.ts';
import { pageQuerySchema } from '../../http/page.ts';
import { findingCodeSchema } from '../quality/finding.ts';

/** An example in lists: the seed's three fields, where it stands, and what is known about it. */
export const trainingExampleItemSchema = z
  .object({
    index: z
      .int()
      .min(0)
      .describe('Place in the whole list in its default order, from 0, as the seed counts'),
    id: z.uuid(),
    instruction: z.string(),
    context: z.string().nullable(),
    response: z.string(),
    rejected_response: z.string().nullable().describe('Of a preference pair, the answer that is not wanted'),
    kind: z.enum(['chat', 'preference']),
    turns: z.int().min(1).describe('Turns of the whole conversation; the texts above are its last exchange'),
    has_tools: z.boolean(),
    avatar_id: z.uuid().nullable(),
    pattern_type: z.string(),
    genre: z.string().nullable(),
    quality_score: z.number().min(0).max(1),
    source: z.string(),
    import_id: z.uuid().nullable().describe('The import that it came with'),
    times_used: z.int().min(0),
    findings: z.array(findingCodeSchema),
    created_at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'TrainingExampleItem' });
export type TrainingExampleItem = z.infer<typeof trainingExampleItemSchema>;

/** What a list can be sorted by. `index` is the order in which examples were added. */
export const exampleSorts = [
  'index',
  'created_at',
  'quality_score',
  'response_length',
  'instruction',
] as const;
export type ExampleSort = (typeof exampleSorts)[number];

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The largest length that can be asked for: the largest integer that PostgreSQL compares with. */
const mostCharacters = 2_147_483_647;

const responseLength = numberParameter(z.number().int().min(0).max(mostCharacters))
  .optional()
  .describe('Characters of the response');

/** What of the examples is meant: for lists, downloads, statistics and changes in bulk alike. */
export const exampleFilterSchema = z.object({
  avatar_id: z.uuid({ error: 'avatar_id must be the UUID of an avatar.' }).optional(),
  search: z.string().max(200).trim().min(1).optional().describe('Words to be found in the texts'),
  kind: z.enum(['chat', 'preference']).optional(),
  source: z.string().min(1).max(100).optional(),
  pattern_type: z.string().min(1).max(100).optional(),
  genre: z.string().min(1).max(100).optional(),
  import_id: z.uuid().optional(),
  finding: findingCodeSchema.optional().describe('Only examples with this finding'),
  min_quality: numberParameter(z.number().min(0).max(1)).optional(),
  max_quality: numberParameter(z.number().min(0).max(1)).optional(),
  min_length: responseLength,
  max_length: responseLength,
  used: flag.optional().describe('Whether a fine-tune has used it'),
});
export type ExampleFilter = z.infer<typeof exampleFilterSchema>;

const listQuerySchema = exampleFilterSchema.extend(pageQuerySchema.shape).extend({
  sort: z.enum(exampleSorts).default('index'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: numberParameter(z.number().int().min(0).max(100_000_000))
    .optional()
    .describe(
      'Begin at this place of the list, from 0, in place of a cursor: for tables that are scrolled freely',
    ),
});

/**
 * Query of `GET /api/training/examples`. Without any of it, the first page in the seed's order. A page ends before `limit`
 * where its texts would be larger than some megabytes together.
 */
export const listExamplesQuerySchema = listQuerySchema.refine(
  ({ cursor, offset }) => cursor === undefined || offset === undefined,
  { path: ['offset'], error: 'offset and cursor exclude each other.' },
);
export type ListExamplesQuery = z.infer<typeof listExamplesQuerySchema>;

/** Answer of `GET /api/training/examples`. */
export const listExamplesResponseSchema = z
  .object({
    examples: z.array(trainingExampleItemSchema),
    total: z.int().min(0).describe('Examples that the filter fits'),
    next_cursor: z.string().nullable().describe('Null on the last page'),
  })
  .meta({ id: 'TrainingExamples' });
export type ListExamplesResponse = z.infer<typeof listExamplesResponseSchema>;
