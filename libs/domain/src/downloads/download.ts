import { z } from 'zod';
import { exampleFormatSchema } from '../training-center/formats/example-format.ts';
import { artefactFormatSchema } from '../training-files/artefact-format.ts';

/** Seconds for which a signed link can be used. */
export const downloadLinkSeconds = 3600;

/**
 * What a signed link lets its holder download. A new kind of download adds its member here, and its handler to the API's
 * `downloadHandlers`.
 */
export const downloadSchema = z.discriminatedUnion('kind', [
  /** The artefact of a training file, in the build that is newest when the link is used. */
  z.strictObject({
    kind: z.literal('training_file'),
    training_file_id: z.uuid(),
    format: artefactFormatSchema,
  }),
  /** An export of training examples. `query` is the query string of the download, to be parsed by its schema. */
  z.strictObject({
    kind: z.literal('training_examples'),
    format: exampleFormatSchema,
    query: z.record(z.string(), z.string()),
  }),
  /** A file of a fine-tune job, as it is in our object storage. */
  z.strictObject({ kind: z.literal('fine_tune_file'), job_id: z.uuid(), file_id: z.uuid() }),
]);
export type Download = z.infer<typeof downloadSchema>;

/** Where something can be downloaded without a bearer token, and for how long. */
export const downloadLinkSchema = z
  .object({
    download_url: z.url().describe('Can be opened without a token, until it expires'),
    filename: z.string(),
    expires_in_seconds: z.int().min(1),
  })
  .meta({ id: 'DownloadLink' });
export type DownloadLink = z.infer<typeof downloadLinkSchema>;
