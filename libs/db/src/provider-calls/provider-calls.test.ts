import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendRunEvent } from '../runs/append-run-event.ts';
import { seedSession, someCall } from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { listProviderCalls } from './list-provider-calls.ts';
import { findProviderCall, recordProviderCall, recordProviderCalls } from './provider-calls.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

it('keeps the first answer to a call', async () => {
  const { runId } = await database.db.asUser('ash', seedSession);
  const record = (response: unknown) =>
    database.db.asUser('ash', (tx) =>
      recordProviderCall(tx, { ...someCall, runId, callKey: 'analysis', response }),
    );
  const find = (callKey: string) => database.db.asUser('ash', (tx) => findProviderCall(tx, runId, callKey));
  expect(await find('analysis')).toBeNull();
  await expect(record({ text: 'first', tags: ['a'] })).resolves.toEqual({ recorded: true });
  await expect(record({ text: 'second' })).resolves.toEqual({ recorded: false });
  expect(await find('analysis')).toEqual({ ...someCall, response: { text: 'first', tags: ['a'] } });
  expect(await find('another')).toBeNull();
});

it('keeps answers that are a list or a text, and not an object', async () => {
  const { runId } = await database.db.asUser('ash', seedSession);
  for (const response of [['one', 2], '"quoted" text', '12', true]) {
    const callKey = JSON.stringify(response);
    await database.db.asUser('ash', (tx) =>
      recordProviderCall(tx, { ...someCall, runId, callKey, response }),
    );
    const found = await database.db.asUser('ash', (tx) => findProviderCall(tx, runId, callKey));
    expect(found?.response).toEqual(response);
  }
});

it('records many answers at once, keeps the first to each call, and finds them by their keys', async () => {
  const { runId } = await database.db.asUser('ash', seedSession);
  const record = (keys: string[], response: unknown) =>
    recordProviderCalls(
      database.db,
      'ash',
      keys.map((callKey) => ({ ...someCall, runId, callKey, response })),
    );
  const first = ['a "quoted"\\ text; it\'s \\\' $1 -- not SQL', { nested: [1, null, 'x'] }];
  await record(['one', 'two'], first);
  await record(['two', 'three'], 'second');
  await record([], 'nothing');
  // From "three" on: "four" and "one" come before it.
  const found = await database.db.asUser('ash', (tx) =>
    listProviderCalls(tx, runId, { from: 'three', to: 'two~' }),
  );
  expect(Object.fromEntries(found)).toEqual({
    two: { ...someCall, response: first },
    three: { ...someCall, response: 'second' },
  });
});

it('records nothing of a run of somebody else, and the connection serves on', async () => {
  const { runId } = await database.db.asUser('ash', seedSession);
  const call = { ...someCall, runId, callKey: 'stolen', response: 'x' };
  await expect(recordProviderCalls(database.db, 'brock', [call])).rejects.toThrow();
  await recordProviderCalls(database.db, 'ash', [call]);
  const found = await database.db.asUser('ash', (tx) =>
    listProviderCalls(tx, runId, { from: 'stolen', to: 'stolen~' }),
  );
  expect(found.size).toBe(1);
});

it('lets activities record calls and append events of one run at the same time without a deadlock', async () => {
  const { runId } = await database.db.asUser('ash', seedSession);
  const activity = (index: number) =>
    database.db.asUser('ash', async (tx) => {
      await recordProviderCall(tx, { ...someCall, runId, callKey: `page ${index}` });
      return await appendRunEvent(tx, {
        runId,
        type: 'item_completed',
        level: 'info',
        phase: 'text_extraction',
        message: `Page ${index}.`,
      });
    });
  const appended = await Promise.all(Array.from({ length: 20 }, (_, index) => activity(index)));
  expect(Math.max(...appended.map(({ sequence }) => sequence))).toBe(21);
});
