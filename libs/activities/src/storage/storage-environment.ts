import { z } from 'zod';
import type { ObjectStorageSettings } from './object-storage.ts';

/** The environment variables that say where objects are kept: `S3_BUCKET` and its company, or `STORAGE_FOLDER`. */
export const storageEnvironmentSchema = z.object({
  STORAGE_FOLDER: z.string().min(1).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ENDPOINT: z.url().optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
});

/**
 * Settings for `createObjectStorage` out of the environment.
 *
 * @throws Error naming the variable that is missing
 */
export function toObjectStorageSettings(
  environment: z.infer<typeof storageEnvironmentSchema>,
): ObjectStorageSettings {
  const {
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = environment;
  if (bucket !== undefined) {
    if (accessKeyId === undefined || secretAccessKey === undefined) {
      throw new Error('S3_BUCKET is set, so S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set too');
    }
    const { S3_REGION: region, S3_ENDPOINT: endpoint } = environment;
    return { kind: 's3', bucket, region, endpoint, accessKeyId, secretAccessKey };
  }
  if (environment.STORAGE_FOLDER === undefined) throw new Error('Set STORAGE_FOLDER or S3_BUCKET');
  return { kind: 'folder', folder: environment.STORAGE_FOLDER };
}
