import { loraModelEntryKey } from '@understudy/domain/lora/lora-manifest';
import type { ObjectStorage } from '../../storage/object-storage.ts';

/** Where a training writes, in object storage. */
export const loraOutputPrefix = (jobId: string): string => `lora/${jobId}`;

/**
 * Deletes the adapter of a job with its checkpoints and events. The entry by which servers find it goes first, so nobody
 * is offered half a model. Deleting what is not there is no error.
 */
export async function deleteLoraModel(storage: ObjectStorage, jobId: string): Promise<void> {
  await storage.delete(loraModelEntryKey(jobId));
  await storage.deleteAll(loraOutputPrefix(jobId));
}
