import { z } from 'zod';
import { qualitySummarySchema } from './quality-summary.ts';
import { scaffoldingDistributionSchema } from './scaffolding.ts';

/** The version of the form in which training files are written. */
export const trainingFileVersion = '1.0';

/** What stands at the head of a training file's JSON. */
export const trainingFileMetadataSchema = z.object({
  file_name: z.string(),
  version: z.literal(trainingFileVersion),
  training_file_id: z.uuid(),
  description: z.string().nullable(),
  created_at: z.iso.datetime().describe('When this artefact was built'),
  total_conversations: z.int().min(0),
  total_training_pairs: z.int().min(0),
  scaffolding_distribution: scaffoldingDistributionSchema,
  quality_summary: qualitySummarySchema.pick({
    average_quality_score: true,
    average_pairs_per_conversation: true,
    balance: true,
  }),
});
export type TrainingFileMetadata = z.infer<typeof trainingFileMetadataSchema>;

/** The beginning of a training file's JSON. Conversations follow, separated by commas; then `artefactEnd`. */
export function artefactStart(metadata: TrainingFileMetadata): string {
  return `{"training_file_metadata":${JSON.stringify(metadata)},"conversations":[`;
}

/** The end of a training file's JSON. */
export const artefactEnd = '\n]}\n';

/**
 * A training file's name as the name of a file: without the characters that file systems refuse.
 *
 * @param extension such as `json`
 */
export function downloadName(name: string, extension: string): string {
  const plain = name.replaceAll(/[\u0000-\u001f\u007f"*/:<>?\\|]/g, '_').replace(/^[. ]+|[. ]+$/g, '');
  return `${plain === '' ? 'training_file' : plain}.${extension}`;
}

/** Places, from 0, of so many things drawn evenly out of `total`. */
export function evenlyDrawn(total: number, most: number): Set<number> {
  const count = Math.min(total, most);
  return new Set(Array.from({ length: count }, (_, draw) => Math.floor(((draw + 0.5) * total) / count)));
}
