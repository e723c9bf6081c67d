import { z } from 'zod';

/** The environment variables that say what may be imported. */
export const importEnvironmentSchema = z.object({
  TRAINING_UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(16_384).default(1_024),
});

/** What may be imported. */
export type ImportConfiguration = {
  /** Bytes of a file at most, as it is sent. */
  fileBytes: number;
};

/** The configuration out of the environment. */
export function toImportConfiguration({
  TRAINING_UPLOAD_LIMIT_MB: megabytes,
}: z.infer<typeof importEnvironmentSchema>): ImportConfiguration {
  return { fileBytes: megabytes * 1024 * 1024 };
}
