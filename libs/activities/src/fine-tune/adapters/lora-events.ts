import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { loraEventBatchSchema, loraEventsKey } from '@understudy/domain/lora/lora-events';
import type { ObjectStorage } from '../../storage/object-storage.ts';
import type { ProviderEvent } from './fine-tune-adapter.ts';
import { loraOutputPrefix } from './lora-objects.ts';

/** The events of a training that are not known yet, oldest first: objects are numbered without a gap, and never change. */
export async function readLoraEvents(
  storage: ObjectStorage,
  jobId: string,
  known: ReadonlySet<string>,
): Promise<ProviderEvent[]> {
  const found: ProviderEvent[] = [];
  for (let number = 1; ; number += 1) {
    const bytes = await readIfThere(storage, loraEventsKey(loraOutputPrefix(jobId), number));
    if (bytes === null) return found;
    const { events } = loraEventBatchSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    for (const event of events) {
      if (known.has(event.id) || found.some(({ id }) => id === event.id)) continue;
      const { id, created_at: seconds, level, type, message, data } = event;
      found.push({ id, occurredAt: new Date(Math.round(seconds * 1_000)), level, type, message, data });
    }
  }
}

async function readIfThere(storage: ObjectStorage, key: string): Promise<Uint8Array | null> {
  try {
    return await storage.getBytes(key);
  } catch (error) {
    if (error instanceof UnderstudyError && error.code === 'not_found') return null;
    throw error;
  }
}
