import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ExampleRow } from './example-row.ts';

/** A row on its way into a file. */
export type ExportRow = ExampleRow & { id: string };

/**
 * The columns of `ExportRow`. Downloads name them in SQL of their own, since drizzle's `select` takes twice as long for
 * 100,000 rows.
 */
export const exportRowColumns = sql.raw(`id, instruction, context, response,
  rejected_response as "rejectedResponse", content, pattern_type as "patternType", genre,
  quality_score as "qualityScore", source`);

/** Checks a row of these columns; what is in `content` is checked by whoever uses it. */
export const exportRowSchema = z.object({
  id: z.string(),
  instruction: z.string(),
  context: z.string().nullable(),
  response: z.string(),
  rejectedResponse: z.string().nullable(),
  content: z.unknown(),
  patternType: z.string(),
  genre: z.string().nullable(),
  qualityScore: z.number(),
  source: z.string(),
});

/** Checks rows of these columns. */
export const exportRowsSchema = z.array(exportRowSchema);
