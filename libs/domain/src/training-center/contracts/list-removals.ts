import { z } from 'zod';

/** Answer of `GET /api/training/removals`: what can be brought back. */
export const removalsSchema = z
  .object({
    total: z.int().min(0).describe('Examples that can be brought back, whatever removed them'),
    removals: z
      .array(
        z.object({
          removal_id: z.uuid().describe('For `POST /api/training/restore`'),
          removed: z.int().min(1).describe('Examples of this removal that are still removed'),
          avatar_id: z.uuid().nullable().describe('Where all of them are of one avatar'),
          removed_at: z.iso.datetime({ offset: true }),
          recoverable_until: z.iso.datetime({ offset: true }),
        }),
      )
      .describe('The latest first'),
  })
  .meta({ id: 'TrainingRemovals' });
export type Removals = z.infer<typeof removalsSchema>;
