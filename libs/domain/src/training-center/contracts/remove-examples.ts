import { z } from 'zod';
import { recoverableDays } from '../examples/example-rules.ts';

const place =
  'must be the place of an example in the list, counted from 0 as GET /api/training/examples shows it, or its UUID.';

/** Parameter of `DELETE /api/training/examples/:index`: the seed's index, or an ID, which stays the same. */
export const exampleIndexSchema = z.union(
  [
    z.uuid().transform((id) => ({ by: 'id' as const, id })),
    z
      .string()
      .regex(/^(?:0|[1-9]\d{0,8})$/)
      .transform((text) => ({ by: 'index' as const, index: Number(text) })),
  ],
  { error: `index ${place}` },
);
export type ExampleIndex = z.infer<typeof exampleIndexSchema>;

/** Answer to deleting one example. */
export const deleteExampleResponseSchema = z
  .object({
    success: z.literal(true),
    id: z.uuid(),
    total: z.int().min(0).describe('Examples that are left, in the same scope'),
    recoverable_until: z.iso.datetime({ offset: true }).describe('Until then it can be brought back'),
  })
  .meta({ id: 'DeleteExampleResponse' });
export type DeleteExampleResponse = z.infer<typeof deleteExampleResponseSchema>;

const confirmation = {
  error: `confirm must be true: this removes all examples. They can be brought back for ${String(recoverableDays)} days.`,
};

/** Body of `POST /api/training/clear`. */
export const clearExamplesRequestSchema = z
  .strictObject({
    confirm: z.literal(true, confirmation),
    avatar_id: z
      .uuid({ error: 'avatar_id must be the UUID of an avatar, or null.' })
      .nullable()
      .default(null),
    expected_total: z
      .int({ error: 'expected_total must be a whole number from 0.' })
      .min(0)
      .optional()
      .describe('How many there are by what the page shows; refused when there are others by now'),
  })
  .meta({ id: 'ClearExamplesRequest' });
export type ClearExamplesRequest = z.infer<typeof clearExamplesRequestSchema>;

/** Answer to clearing. */
export const clearExamplesResponseSchema = z
  .object({
    success: z.literal(true),
    removed: z.int().min(0),
    removal_id: z.uuid().nullable().describe('To bring them back; null where nothing was removed'),
    recoverable_until: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'ClearExamplesResponse' });
export type ClearExamplesResponse = z.infer<typeof clearExamplesResponseSchema>;

/** Body of `POST /api/training/restore`: what one removal took, or single examples. */
export const restoreExamplesRequestSchema = z
  .union(
    [z.strictObject({ removal_id: z.uuid() }), z.strictObject({ ids: z.array(z.uuid()).min(1).max(1_000) })],
    { error: 'Name either removal_id or ids.' },
  )
  .meta({ id: 'RestoreExamplesRequest' });
export type RestoreExamplesRequest = z.infer<typeof restoreExamplesRequestSchema>;

/** Answer to bringing examples back. */
export const restoreExamplesResponseSchema = z
  .object({ success: z.literal(true), restored: z.int().min(0) })
  .meta({ id: 'RestoreExamplesResponse' });
export type RestoreExamplesResponse = z.infer<typeof restoreExamplesResponseSchema>;
