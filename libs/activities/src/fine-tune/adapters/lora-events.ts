import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { loraEventBatchSchema, loraEventsKey, type LoraEvent } from '@understudy/domain/lora/lora-events';
import type { ObjectStorage } from '../../storage/object-storage.ts';
import type { ProviderEvent } from './fine-tune-adapter.ts';
import { loraOutputPrefix } from './lora-objects.ts';

/** Objects that are asked for at once: a long training has hundreds, and a bucket takes its time for each. */
const atOnce = 16;

/** The events of a training that are not known yet, oldest first: objects are numbered without a gap, and never change. */
export async function readLoraEvents(
  storage: ObjectStorage,
  jobId: string,
  known: ReadonlySet<string>,
): Promise<ProviderEvent[]> {
  const found = new Map<string, ProviderEvent>();
  for (let first = 1; ; first += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, index) => first + index);
    const objects = await Promise.all(numbers.map((number) => readObject(storage, jobId, number)));
    for (const events of objects) {
      if (events === null) return [...found.values()];
      for (const { id, created_at: seconds, level, type, message, data } of events) {
        if (known.has(id) || found.has(id)) continue;
        found.set(id, {
          id,
          occurredAt: new Date(Math.round(seconds * 1_000)),
          level,
          type,
          message,
          data,
        });
      }
    }
  }
}

async function readObject(
  storage: ObjectStorage,
  jobId: string,
  number: number,
): Promise<LoraEvent[] | null> {
  try {
    const bytes = await storage.getBytes(loraEventsKey(loraOutputPrefix(jobId), number));
    return loraEventBatchSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).events;
  } catch (error) {
    if (error instanceof UnderstudyError && error.code === 'not_found') return null;
    throw error;
  }
}
