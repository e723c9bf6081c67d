import { z } from 'zod';
import {
  exampleFormats,
  exampleFormatSchema,
  formatFacts,
  type ExampleFormat,
} from '../formats/example-format.ts';
import { fitReasons } from '../export/format-fit.ts';
import { exampleFilterSchema } from './list-examples.ts';

/** Parameter of `GET /api/training/download/:format`. */
export const downloadFormatSchema = z.enum(exampleFormats, {
  error: `format must be one of ${exampleFormats.join(', ')}.`,
});

/** Query of a download: which examples. */
export const downloadQuerySchema = exampleFilterSchema.extend({
  card: z.enum(['true', 'false']).optional().describe('true: a README for the hub in place of the data'),
  license: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, { error: 'license must be an SPDX identifier in lower case.' })
    .optional()
    .describe('For the card: an identifier of the hub, such as cc-by-4.0; “unknown” without one'),
});
export type DownloadQuery = z.infer<typeof downloadQuerySchema>;

/** Body of `POST /api/training/download-links`: the format, and the query that the download itself would have. */
export const downloadLinkRequestSchema = downloadQuerySchema
  .extend({ format: downloadFormatSchema })
  .strict()
  .meta({ id: 'TrainingDownloadLinkRequest' });

/** What a file in a format will hold, before it is made. */
export const downloadPreviewSchema = z
  .object({
    format: exampleFormatSchema,
    file_name: z.string(),
    whole: z.int().min(0).describe('Examples that are in the file as they are'),
    simplified: z.int().min(0).describe('Examples of which something is left out'),
    left_out: z.int().min(0),
    reasons: z.array(z.object({ reason: z.enum(fitReasons), title: z.string(), count: z.int().min(1) })),
  })
  .meta({ id: 'TrainingDownloadPreview' });
export type DownloadPreview = z.infer<typeof downloadPreviewSchema>;

/**
 * The name of a file: `training-examples-alpaca.json`.
 * @param scope the avatar's name where the file is one avatar's
 */
export function downloadFileName(format: ExampleFormat, scope?: string): string {
  const label = (scope ?? '')
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const name = ['training-examples', ...(label === '' ? [] : [label]), format].join('-');
  return `${name}.${formatFacts[format].extension}`;
}
