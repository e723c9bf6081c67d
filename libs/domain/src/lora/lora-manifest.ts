import { z } from 'zod';
import { trainLoraResultSchema } from './train-lora-input.ts';

/** The last file that is written into a folder of object storage: where it is, everything that it names is there. */
export const loraManifestSchema = z.object({
  job_id: z.string(),
  base_model: z.string(),
  method: z.enum(['supervised', 'dpo']),
  /** Step of the optimizer that the files are of. */
  step: z.int().min(0),
  /** Digest of everything that the training depends on: a checkpoint of other settings is not resumed from. */
  settings_sha256: z.string(),
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })),
  created_at: z.iso.datetime({ offset: true }),
  /** Of an adapter: what the training ended with. */
  result: trainLoraResultSchema.nullable(),
});
export type LoraManifest = z.infer<typeof loraManifestSchema>;

/** Key of the manifest of the finished adapter. */
export function loraAdapterManifestKey(outputPrefix: string): string {
  return `${outputPrefix}/adapter/manifest.json`;
}

/**
 * Key of the entry by which the server finds the adapter of a job. Deleting it, beside everything below the job's
 * output prefix, takes the model away.
 */
export function loraModelEntryKey(jobId: string): string {
  return `lora-models/${jobId}.json`;
}
