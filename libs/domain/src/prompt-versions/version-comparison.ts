import { z } from 'zod';

/** A line of a text comparison. */
export const textDiffLineSchema = z
  .object({ type: z.enum(['added', 'removed', 'unchanged']), text: z.string() })
  .meta({ id: 'TextDiffLine', examples: [{ type: 'added', text: '- Emoji: none, as the trainer asks.' }] });
export type TextDiffLine = z.infer<typeof textDiffLineSchema>;

const fieldValue = z.union([z.string(), z.number(), z.array(z.string())]).nullable();

/** A difference between the analyses of two versions, or between their figures. */
export const fieldChangeSchema = z
  .object({
    path: z.string().describe('Names of nested fields, joined by dots.'),
    before: fieldValue.describe(
      'Null where the first version has no such field. Of lists, what was removed.',
    ),
    after: fieldValue.describe('Null where the second version has no such field. Of lists, what was added.'),
    change: z.enum(['added', 'removed', 'changed']),
  })
  .meta({
    id: 'FieldChange',
    examples: [
      { path: 'communication_style.formality_level', before: 'casual', after: 'formal', change: 'changed' },
    ],
  });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** A difference of a measured figure. */
export const figureChangeSchema = z
  .object({
    path: z.string().describe('Names of nested fields, joined by dots.'),
    before: z.number().nullable().describe('Null where the first version was not measured.'),
    after: z.number().nullable().describe('Null where the second version was not measured.'),
    difference: z.number().nullable().describe('`after` − `before`; null where either is missing.'),
  })
  .meta({
    id: 'FigureChange',
    examples: [{ path: 'emoji_rate', before: 0.82, after: 0.1, difference: -0.72 }],
  });
export type FigureChange = z.infer<typeof figureChangeSchema>;

/** Ratings of a version, counted. */
export const ratingSummarySchema = z
  .object({
    average: z.number().min(1).max(5).nullable().describe('Null without ratings.'),
    count: z.int().nonnegative(),
    distribution: z
      .object({
        '1': z.int().nonnegative(),
        '2': z.int().nonnegative(),
        '3': z.int().nonnegative(),
        '4': z.int().nonnegative(),
        '5': z.int().nonnegative(),
      })
      .describe('How many ratings of each value there are.'),
  })
  .meta({
    id: 'RatingSummary',
    examples: [{ average: 4.5, count: 2, distribution: { '1': 0, '2': 0, '3': 0, '4': 1, '5': 1 } }],
  });
export type RatingSummary = z.infer<typeof ratingSummarySchema>;
