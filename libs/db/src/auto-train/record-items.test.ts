import { afterAll, beforeAll, expect, it } from 'vitest';
import { reserveMany } from '../budget/reserve.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { appendRunEvent } from '../runs/append-run-event.ts';
import { listRunEvents } from '../runs/list-run-events.ts';
import { retryRun } from '../runs/retry-run.ts';
import { acceptedItem, failedItem, seedBatch, someMonth, storyOf } from '../testing/seed-auto-train.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { ItemResult } from './item-result.ts';
import { listMissingItems } from './list-missing-items.ts';
import { recordItems } from './record-items.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

const as = <Result>(user: string, work: (tx: Transaction) => Promise<Result>) =>
  database.db.asUser(user, work);

/** Somebody with a batch of their own. */
async function withBatch(numExamples = 50) {
  const user = newId();
  const batch = await as(user, (tx) => seedBatch(tx, { numExamples }));
  const record = (results: readonly ItemResult[], batchId = batch.batchId) =>
    as(user, (tx) => recordItems(tx, batchId, results));
  const missing = (runAttempt: number, to = numExamples) =>
    as(user, (tx) => listMissingItems(tx, batch.batchId, { from: 0, to }, runAttempt));
  return { user, record, missing, ...batch };
}

async function countRows(table: string, batchId: string): Promise<number> {
  const { ownerSql } = database;
  return (await ownerSql`select from ${ownerSql(table)} where batch_id = ${batchId}`).length;
}

it('stores items, examples and progress in one event', async () => {
  const { user, batchId, runId, record } = await withBatch(4);
  const rejections = [{ attempt: 1, reason: 'refused', message: 'Declined.', excerpt: null }] as const;
  const recorded = await record([
    acceptedItem(0, { qualityScore: 9.3 }),
    acceptedItem(2, { attempts: 2, rejections }),
    failedItem(3),
  ]);
  expect(recorded).toEqual({
    stored: [0, 2, 3],
    storedBefore: [],
    nearDuplicates: [],
    tooLate: [],
    counts: { accepted: 2, failed: 1, rejected: 2 },
  });
  const examples = await database.ownerSql`
    select item_index, instruction, response, genre, quality_score, source, used_in_training
    from avatar_training_examples where batch_id = ${batchId} order by item_index
  `;
  expect(examples).toMatchObject([
    { item_index: 0, response: storyOf(0), genre: 'fantasy', source: 'auto_train', used_in_training: false },
    { item_index: 2, instruction: 'Write story 2.' },
  ]);
  expect(examples[0]?.['quality_score']).toBeCloseTo(0.93);
  const events = await as(user, (tx) => listRunEvents(tx, runId, 1, 10));
  expect(events).toMatchObject([
    {
      sequence: 2,
      type: 'item_completed',
      level: 'warning',
      message: '2 of 4 examples.',
      data: {
        items: [
          { index: 0, genre: 'fantasy', quality: 9.3 },
          { index: 2, genre: 'fantasy', quality: 8.5 },
        ],
        failed: [{ index: 3, reason: 'provider_failed' }],
        rejected: [
          { index: 2, attempt: 1, reason: 'refused' },
          { index: 3, attempt: 1, reason: 'provider_failed' },
        ],
        counts: { accepted: 2, failed: 1, rejected: 2 },
      },
      progress: { phase: 'generating', completed: 3, total: 4 },
    },
  ]);
});

it('stores items once, whoever brings them again, also twice in one call', async () => {
  const { user, batchId, runId, record } = await withBatch();
  const results = [acceptedItem(0), acceptedItem(1), failedItem(2), acceptedItem(1)];
  const recorded = await Promise.all(Array.from({ length: 5 }, () => record(results)));
  expect(recorded.filter(({ stored }) => stored.length === 3)).toHaveLength(1);
  expect(recorded.filter(({ storedBefore }) => storedBefore.length === 3)).toHaveLength(4);
  expect(recorded.flatMap(({ nearDuplicates }) => nearDuplicates)).toEqual([]);
  for (const { counts } of recorded) expect(counts).toEqual({ accepted: 2, failed: 1, rejected: 1 });
  expect(await countRows('auto_train_items', batchId)).toBe(3);
  expect(await countRows('avatar_training_examples', batchId)).toBe(2);
  expect(await as(user, (tx) => listRunEvents(tx, runId, 0, 10))).toHaveLength(2);
});

it('stores one of two near-duplicates that two transactions bring at the same time', async () => {
  const { batchId, record } = await withBatch();
  const almost = storyOf(7).replace('word30of7', 'another');
  const [one, other] = await Promise.all([
    record([acceptedItem(0, { story: storyOf(7) }), acceptedItem(1)]),
    record([acceptedItem(2, { story: almost }), acceptedItem(3)]),
  ]);
  const refused = [...(one?.nearDuplicates ?? []), ...(other?.nearDuplicates ?? [])];
  expect(refused).toHaveLength(1);
  expect(await countRows('avatar_training_examples', batchId)).toBe(3);
  expect(await countRows('auto_train_items', batchId)).toBe(3);
  const rejected = await database.ownerSql`
    select item_index, attempt, reason, excerpt from auto_train_rejections where batch_id = ${batchId}
  `;
  expect(rejected).toMatchObject([{ item_index: refused[0], attempt: 1, reason: 'near_duplicate' }]);
  expect(rejected[0]?.['excerpt']).toMatch(/^word0of7 /);
});

it('stores one of two near-duplicates that come in two batches of the user at the same time, or in one call', async () => {
  const { user, record } = await withBatch();
  const other = await as(user, (tx) => seedBatch(tx));
  const same = { story: storyOf(1) };
  const recorded = await Promise.all([
    record([acceptedItem(0, same)]),
    record([acceptedItem(0, same)], other.batchId),
  ]);
  expect(recorded.flatMap(({ stored }) => stored)).toEqual([0]);
  const again = await record([
    acceptedItem(5, { story: storyOf(2) }),
    acceptedItem(6, { story: storyOf(2) }),
  ]);
  expect(again).toMatchObject({ stored: [5], nearDuplicates: [6] });
});

it('does not compare with examples of other users, nor with those that were deleted', async () => {
  const { batchId, record } = await withBatch();
  await record([acceptedItem(0)]);
  const other = await withBatch();
  expect(await other.record([acceptedItem(0)])).toMatchObject({ stored: [0] });
  await database.ownerSql`delete from avatar_training_examples where batch_id = ${batchId}`;
  expect(await record([acceptedItem(1, { story: storyOf(0) })])).toMatchObject({ stored: [1] });
});

it('finds a near-duplicate among thousands', async () => {
  const { record } = await withBatch(2_000);
  for (let first = 0; first < 2_000; first += 500) {
    await record(Array.from({ length: 500 }, (_, index) => acceptedItem(first + index)));
  }
  expect(await record([acceptedItem(2_000, { story: `${storyOf(1_234)} The end.` })])).toMatchObject({
    stored: [],
    nearDuplicates: [2_000],
  });
});

it('settles the calls of everything it is handed, whether it is stored or not', async () => {
  const { user, runId, record } = await withBatch();
  const calls = ['kept', 'refused', 'failed'].map((callKey) => ({ callKey, model: 'm', usd: 1, tokens: 10 }));
  await as(user, (tx) => reserveMany(tx, { runId, month: someMonth, calls }));
  const paid = (callKey: string) => ({ settlements: [{ callKey, usd: 0.5, tokens: 5 }] });
  const results = [
    acceptedItem(0, { story: storyOf(0), ...paid('kept') }),
    acceptedItem(1, { story: storyOf(0), ...paid('refused') }),
    failedItem(2, paid('failed')),
  ];
  for (let time = 0; time < 2; time += 1) await record(results);
  const [account] = await database.ownerSql`
    select spent_usd::float8, spent_tokens::int, reserved_usd::float8 from budget_runs where run_id = ${runId}
  `;
  expect(account).toEqual({ spent_usd: 1.5, spent_tokens: 15, reserved_usd: 0 });
});

it('lists what is missing, and in a later attempt of the run what failed before', async () => {
  const { user, runId, record, missing } = await withBatch(5);
  await record([acceptedItem(0), failedItem(2, { attempts: 5 }), failedItem(3)]);
  expect((await missing(1)).map(({ itemIndex }) => itemIndex)).toEqual([1, 4]);
  const failed = { type: 'run_failed', level: 'error', message: 'Failed.' } as const;
  await as(user, (tx) => appendRunEvent(tx, { runId, ...failed, update: { status: 'failed' } }));
  const { attempt } = await as(user, (tx) => retryRun(tx, runId));
  expect(await missing(attempt)).toEqual([
    { itemIndex: 1, attemptsMade: 0 },
    { itemIndex: 2, attemptsMade: 5 },
    { itemIndex: 3, attemptsMade: 1 },
    { itemIndex: 4, attemptsMade: 0 },
  ]);
  expect(await record([acceptedItem(2), failedItem(3), failedItem(0)])).toMatchObject({
    stored: [2, 3],
    storedBefore: [0],
    counts: { accepted: 2, failed: 1 },
  });
  expect((await missing(attempt)).map(({ itemIndex }) => itemIndex)).toEqual([1, 4]);
});

it('stores nothing once the run has ended, so that what it said stays true, and enters what was paid', async () => {
  const { user, runId, batchId, record } = await withBatch();
  await record([acceptedItem(0)]);
  const calls = [{ callKey: 'item-000001/1/write/0', model: 'gpt-5.4-mini', usd: 1, tokens: 10 }];
  await as(user, (tx) => reserveMany(tx, { runId, month: someMonth, calls }));
  const cancelled = { type: 'run_cancelled', level: 'info', message: 'Cancelled.' } as const;
  await as(user, (tx) => appendRunEvent(tx, { runId, ...cancelled, update: { status: 'cancelled' } }));
  const settlements = [{ callKey: 'item-000001/1/write/0', usd: 0.25, tokens: 5 }];
  expect(await record([acceptedItem(1, { settlements }), failedItem(2)])).toEqual({
    stored: [],
    storedBefore: [],
    nearDuplicates: [],
    tooLate: [1, 2],
    counts: { accepted: 1, failed: 0, rejected: 0 },
  });
  expect(await countRows('auto_train_items', batchId)).toBe(1);
  expect(await countRows('avatar_training_examples', batchId)).toBe(1);
  const [account] = await database.ownerSql`
    select spent_usd::float8, reserved_usd::float8 from budget_runs where run_id = ${runId}
  `;
  expect(account).toEqual({ spent_usd: 0.25, reserved_usd: 0 });
  const last = (await as(user, (tx) => listRunEvents(tx, runId, 0, 10))).at(-1);
  expect(last).toMatchObject({ type: 'run_cancelled', status: 'cancelled', message: 'Cancelled.' });
});

it('stores all of a group or nothing', async () => {
  const { user, batchId, record } = await withBatch();
  const impossible = acceptedItem(1, { qualityScore: 11 });
  await expect(record([acceptedItem(0), impossible])).rejects.toMatchObject({ code: '23514' });
  expect(await countRows('auto_train_items', batchId)).toBe(0);
  expect(await countRows('avatar_training_examples', batchId)).toBe(0);
  await expect(as(user, (tx) => recordItems(tx, newId(), []))).rejects.toMatchObject({ code: 'not_found' });
});

it('stores texts that PostgreSQL cannot hold as they are', async () => {
  const { batchId, record } = await withBatch();
  const story = 'A "quoted"\\ line\u0000 and half an emoji \uD83D';
  await record([acceptedItem(0, { story })]);
  const rows =
    await database.ownerSql`select response from avatar_training_examples where batch_id = ${batchId}`;
  expect(rows).toEqual([{ response: 'A "quoted"\\ line\uFFFD and half an emoji \uFFFD' }]);
});
