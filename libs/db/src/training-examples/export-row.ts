import { z } from 'zod';
import type { ExampleRow } from './example-row.ts';

/** A row on its way into a file. */
export type ExportRow = ExampleRow & { id: string };

/** Checks such a row; what is in `content` is checked by whoever uses it. */
const exportRowSchema = z.object({
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

/** Checks such rows. */
export const exportRowsSchema = z.array(exportRowSchema);

/** The row that some bytes hold as JSON (`exportRowJson`), from one place up to another. */
export function readExportRow(bytes: Buffer, from: number, to: number): ExportRow {
  return exportRowSchema.parse(JSON.parse(bytes.toString('utf8', from, to)));
}
