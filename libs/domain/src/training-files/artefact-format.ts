import { z } from 'zod';

/** The two forms in which a training file is built. */
export const artefactFormats = ['json', 'jsonl'] as const;
export const artefactFormatSchema = z.enum(artefactFormats, {
  error: `format must be one of ${artefactFormats.join(', ')}.`,
});
export type ArtefactFormat = z.infer<typeof artefactFormatSchema>;
