import { recordItems } from '@understudy/db/auto-train/record-items';
import { newId } from '@understudy/db/new-id';
import { listRunEvents } from '@understudy/db/runs/list-run-events';
import { acceptedItem, seedBatch } from '@understudy/db/testing/seed-auto-train';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createChatModels } from '../providers/chat-models.ts';
import { beginBatch } from './begin-batch.ts';

const models = createChatModels({
  openai: {
    apiKey: 'none',
    baseUrl: 'http://127.0.0.1:1/v1',
    simulated: true,
    timeoutMs: 100,
    maxRetries: 0,
  },
  huggingface: undefined,
  models: { vision: 'simulated', analysis: 'simulated', chat: 'simulated' },
});
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

/** Until a transaction waits for a lock that another one holds. */
const somebodyWaits = () =>
  expect
    .poll(() => database.ownerSql`select from pg_locks where not granted`, { timeout: 10_000 })
    .not.toHaveLength(0);

it('takes nothing back that the first lane stores while it counts', async () => {
  const user = newId();
  const { batchId, runId } = await database.db.asUser(user, (tx) => seedBatch(tx, { numExamples: 4 }));
  const begin = () =>
    beginBatch({ database: database.db, models }, { userId: user, runId, batchId, attempt: 1 });
  let beginning: ReturnType<typeof begin> | undefined;
  await database.db.asUser(user, async (tx) => {
    await recordItems(tx, batchId, [acceptedItem(0), acceptedItem(1)]);
    beginning = begin();
    await somebodyWaits();
  });
  expect(await beginning).toMatchObject({ numExamples: 4 });
  const events = await database.db.asUser(user, (tx) => listRunEvents(tx, runId, 1, 10));
  expect(events).toMatchObject([
    { type: 'item_completed', progress: { completed: 2, total: 4 } },
    { type: 'run_started', progress: { completed: 2, total: 4 } },
  ]);
});
