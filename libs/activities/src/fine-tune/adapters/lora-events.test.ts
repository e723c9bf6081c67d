import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { loraModelEntryKey } from '@understudy/domain/lora/lora-manifest';
import { loraEventsKey } from '@understudy/domain/lora/lora-events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createObjectStorage, type ObjectStorage } from '../../storage/object-storage.ts';
import { readLoraEvents } from './lora-events.ts';
import { deleteLoraModel, loraOutputPrefix } from './lora-objects.ts';

let folder: string;
let storage: ObjectStorage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-lora-'));
  storage = createObjectStorage({ kind: 'folder', folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const put = (key: string, value: unknown) => storage.put(key, Readable.from([JSON.stringify(value)]));

const event = (id: string, created_at: number) => ({
  id,
  created_at,
  level: 'info',
  type: 'message',
  message: `told as ${id}`,
  data: {},
});

/** Stores events as a trainer does, each list as one object. */
async function tell(jobId: string, lists: readonly (readonly string[])[]): Promise<void> {
  for (const [index, ids] of lists.entries()) {
    const events = ids.map((id) => event(id, index + 0.25));
    await put(loraEventsKey(loraOutputPrefix(jobId), index + 1), { events });
  }
}

const idsOf = async (jobId: string, known: readonly string[] = []) =>
  (await readLoraEvents(storage, jobId, new Set(known))).map(({ id }) => id);

it('reads events in their order, a step that was trained twice once, and none that is known', async () => {
  await tell('twice', [['started', 'train-1'], ['train-2'], ['resumed', 'train-2', 'train-3']]);
  expect(await idsOf('twice')).toEqual(['started', 'train-1', 'train-2', 'resumed', 'train-3']);
  expect(await idsOf('twice', ['started', 'train-1', 'train-2'])).toEqual(['resumed', 'train-3']);
  const [first] = await readLoraEvents(storage, 'twice', new Set());
  expect(first?.occurredAt).toEqual(new Date(250));
});

it('reads however many objects there are, and none before the first', async () => {
  const steps = Array.from({ length: 40 }, (_, index) => `train-${String(index + 1)}`);
  await tell(
    'long',
    steps.map((step) => [step]),
  );
  expect(await idsOf('long')).toEqual(steps);
  expect(await idsOf('nothing')).toEqual([]);
});

it('leaves nothing of a job whose model is deleted, and everything of the others', async () => {
  await tell('gone', [['started']]);
  await put(`${loraOutputPrefix('gone')}/adapter/manifest.json`, {});
  await put(loraModelEntryKey('gone'), {});
  await put(loraModelEntryKey('kept'), {});
  await tell('kept', [['started']]);
  await deleteLoraModel(storage, 'gone');
  await deleteLoraModel(storage, 'gone');
  await expect(access(join(folder, 'lora', 'gone'))).rejects.toThrow();
  expect(await storage.exists(loraModelEntryKey('gone'))).toBe(false);
  expect(await storage.exists(loraModelEntryKey('kept'))).toBe(true);
  expect(await idsOf('kept')).toEqual(['started']);
});
