import type { Page } from '@understudy/domain/http/page';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reserveMany } from '../budget/reserve.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { noLinks, seedAvatar } from '../testing/seed.ts';
import {
  acceptedItem,
  describeBatch,
  failedItem,
  seedBatch,
  someMonth,
  storyOf,
} from '../testing/seed-auto-train.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { trainingStats } from '../training-examples/training-stats.ts';
import { createAutoTrainBatch } from './create-auto-train-batch.ts';
import { getAutoTrainBatch } from './get-auto-train-batch.ts';
import { listAutoTrainBatches } from './list-auto-train-batches.ts';
import { listItems, listItemsByIndex } from './list-items.ts';
import { listRejections } from './list-rejections.ts';
import { loadAutoTrainBatch } from './load-auto-train-batch.ts';
import { readAutoTrainBatch } from './read-auto-train-batch.ts';
import { recordItems } from './record-items.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

const as = <Result>(user: string, work: (tx: Transaction) => Promise<Result>) =>
  database.db.asUser(user, work);
const get = (user: string, batchId: string) => as(user, (tx) => getAutoTrainBatch(tx, batchId, noLinks));

/** A batch of 90 items in which every sixth failed and every fifth was tried more than once. */
async function seedMixedBatch(user: string): Promise<string> {
  const { batchId, runId } = await as(user, (tx) => seedBatch(tx, { numExamples: 90 }));
  const keys = Array.from({ length: 90 }, (_, index) => `item-${String(index).padStart(6, '0')}/1/write/0`);
  const calls = keys.map((callKey) => ({ callKey, model: 'simulated', usd: 0.01, tokens: 900 }));
  await as(user, (tx) => reserveMany(tx, { runId, month: someMonth, calls }));
  const results = keys.slice(0, 80).map((callKey, index) => {
    const settlements = [{ callKey, usd: 0.0001 * index, tokens: 7 * index }];
    if (index % 6 === 0) return failedItem(index, { settlements });
    const reason = index % 2 === 0 ? ('refused' as const) : ('near_duplicate' as const);
    const rejections = index % 5 === 0 ? [{ attempt: 1, reason, message: 'No.', excerpt: null }] : [];
    return acceptedItem(index, { rejections, settlements, qualityScore: 7 + (index % 24) / 10 });
  });
  for (let first = 0; first < results.length; first += 20) {
    await as(user, (tx) => recordItems(tx, batchId, results.slice(first, first + 20)));
  }
  return batchId;
}

it('counts the same as an independent query of the rows', async () => {
  const batchId = await seedMixedBatch('ash');
  await seedMixedBatch('gary');
  const batch = await get('ash', batchId);
  const { ownerSql } = database;
  const [items] = await ownerSql`
    select (select count(*)::int from auto_train_items where batch_id = b.id and status = 'accepted') as accepted,
      (select count(*)::int from auto_train_items where batch_id = b.id and status = 'failed') as failed,
      (select count(*)::int from auto_train_rejections where batch_id = b.id) as rejected,
      (select avg(quality_score) from auto_train_items where batch_id = b.id and status = 'accepted') as average,
      accepted_count, failed_count, rejected_count
    from auto_train_batches b where id = ${batchId}
  `;
  const { accepted, failed, rejected } = batch.counts;
  expect({ accepted, failed, rejected }).toEqual({ accepted: 66, failed: 14, rejected: items?.['rejected'] });
  expect(items).toMatchObject({ accepted, failed, accepted_count: accepted, failed_count: failed });
  expect(items?.['rejected_count']).toBe(rejected);
  expect(batch.averageQuality).toBeCloseTo(Number(items?.['average']), 10);
  const examples = await ownerSql`
    select genre, count(*)::int from avatar_training_examples where batch_id = ${batchId} group by genre
  `;
  expect(batch.genreDistribution).toEqual(
    Object.fromEntries(examples.map((row) => [row['genre'], row['count']])),
  );
  const reasons = await ownerSql`
    select reason, count(*)::int from auto_train_rejections where batch_id = ${batchId} group by reason
  `;
  expect(reasons).toHaveLength(3);
  expect(batch.rejectedByReason).toEqual(
    Object.fromEntries(reasons.map((row) => [row['reason'], row['count']])),
  );
  const [cost] = await ownerSql`
    select sum(settled_usd)::float8 as usd, sum(settled_tokens)::int as tokens from budget_ledger
    where run_id = ${batch.settings.runId}
  `;
  expect(batch.budget.spent).toEqual({ usd: cost?.['usd'], tokens: cost?.['tokens'] });
  expect(batch.budget.reserved).toEqual({ usd: 0.1, tokens: 9_000 });
});

it('keeps a name of a judge that PostgreSQL has no place for, with a mark in it', async () => {
  const wanted = describeBatch({ judgeModel: 'judge\u0000' });
  await as('ash', (tx) => createAutoTrainBatch(tx, wanted));
  expect((await get('ash', wanted.batchId)).settings.judgeModel).toBe('judge\uFFFD');
});

it('shows a batch without items as it was asked for', async () => {
  const avatarId = await as('ash', seedAvatar);
  const wanted = describeBatch({
    avatarId,
    judgeModel: 'judge',
    seedNumber: 2 ** 32 - 1,
    caps: { maxCostUsd: 2.5, maxTokens: null },
    ensemble: [
      { model: 'one', weight: 2, timeout_ms: 5_000 },
      { model: 'two', weight: 1 },
    ],
  });
  await as('ash', (tx) => createAutoTrainBatch(tx, wanted));
  const { batchId, runId, numExamples, genres, ensemble, seedNumber, storeInMemory, concurrency } = wanted;
  const settings = {
    ...{ batchId, runId, userId: 'ash', avatarId, numExamples, genres, storeInMemory },
    ...{ seedNumber, ensemble, judgeModel: 'judge', concurrency },
  };
  expect(await get('ash', batchId)).toMatchObject({
    settings,
    run: { id: runId, kind: 'auto_train_batch', status: 'queued', subject_id: batchId, avatar_id: avatarId },
    counts: { accepted: 0, failed: 0, rejected: 0 },
    rejectedByReason: {},
    genreDistribution: {},
    averageQuality: null,
    budget: { capUsd: 2.5, capTokens: null, spent: { usd: 0, tokens: 0 } },
  });
  expect(await as('ash', (tx) => loadAutoTrainBatch(tx, batchId))).toEqual(settings);
});

it('makes one batch of a request that is sent five times at once, and refuses its key for another one', async () => {
  const idempotencyKey = newId();
  const create = (requestDigest: string) =>
    as('ash', (tx) => createAutoTrainBatch(tx, describeBatch({ idempotencyKey, requestDigest })));
  const results = await Promise.all(Array.from({ length: 5 }, () => create('digest')));
  expect(results.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(results.map(({ batchId }) => batchId)).size).toBe(1);
  await expect(create('another digest')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

it('pages through items and rejections, newest first', async () => {
  const batchId = await seedMixedBatch('brock');
  const readAll = async (
    list: (
      tx: Transaction,
      page: { limit: number; cursor?: string | undefined },
    ) => Promise<Page<{ index: number }>>,
  ) => {
    const indices: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await as('brock', (tx) => list(tx, { limit: 7, cursor }));
      indices.push(...page.items.map(({ index }) => index));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return indices;
  };
  const newest = await database.ownerSql`
    select item_index as index, genre, status from auto_train_items where batch_id = ${batchId}
    order by created_at desc, item_index desc
  `;
  const expected = (condition: (row: (typeof newest)[number]) => boolean) =>
    newest.filter(condition).map((row) => Number(row['index']));
  expect(await readAll((tx, page) => listItems(tx, batchId, {}, page))).toEqual(expected(() => true));
  expect(await readAll((tx, page) => listItems(tx, batchId, { status: 'failed' }, page))).toEqual(
    expected((row) => row['status'] === 'failed'),
  );
  const accepted = { status: 'accepted', genre: 'sci_fi' } as const;
  expect(await readAll((tx, page) => listItems(tx, batchId, accepted, page))).toEqual(
    expected((row) => row['status'] === 'accepted' && row['genre'] === 'sci_fi'),
  );
  const rejected = await readAll((tx, page) => listRejections(tx, batchId, {}, page));
  expect(new Set(rejected).size).toBe((await get('brock', batchId)).counts.rejected);
  const refused = await readAll((tx, page) => listRejections(tx, batchId, { reason: 'refused' }, page));
  expect(refused.toSorted((one, other) => one - other)).toEqual([10, 20, 40, 50, 70]);
});

it('gives items by their indices, and nothing for those that are not finished', async () => {
  const batchId = await seedMixedBatch('flint');
  const items = await as('flint', (tx) => listItemsByIndex(tx, batchId, [79, 6, 85]));
  expect(items).toMatchObject([
    { index: 6, status: 'failed', story: null, example_id: null, reason: 'provider_failed', votes: null },
    { index: 79, status: 'accepted', story: storyOf(79), genre: 'sci_fi', attempts: 1, reason: null },
  ]);
});

it('counts as in flight the items that money is set aside for', async () => {
  const batchId = await seedMixedBatch('surge');
  expect((await get('surge', batchId)).itemsInFlight).toBe(10);
  const batch = await as('surge', (tx) => readAutoTrainBatch(tx, batchId, noLinks));
  expect(batch.counts).toMatchObject({ accepted: 66, failed: 14, in_flight: 10, remaining: 0 });
  const [summary] = (await as('surge', (tx) => listAutoTrainBatches(tx, { limit: 1 }, noLinks))).items;
  const { counts, cost, average_quality } = batch;
  expect(average_quality).toBeGreaterThan(0);
  expect(summary).toMatchObject({ counts, cost, average_quality });
});

it('knows no batch of another user', async () => {
  const batchId = await seedMixedBatch('erika');
  await expect(get('misty', batchId)).rejects.toMatchObject({ code: 'not_found' });
  expect((await as('misty', (tx) => listItems(tx, batchId, {}, { limit: 5 }))).items).toEqual([]);
  await expect(as('misty', (tx) => recordItems(tx, batchId, [acceptedItem(85)]))).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('counts unused examples over all batches, and sees a model of any avatar', async () => {
  await seedMixedBatch('koga');
  const { batchId } = await as('koga', (tx) => seedBatch(tx));
  await as('koga', (tx) => recordItems(tx, batchId, [acceptedItem(100), acceptedItem(101)]));
  await database.ownerSql`
    update avatar_training_examples set used_in_training = true where batch_id = ${batchId} and item_index = 100
  `;
  expect(await as('koga', trainingStats)).toEqual({ unusedExamples: 67, customModelExists: false });
  const avatarId = await as('koga', seedAvatar);
  await database.ownerSql`update avatar_profiles set active_fine_tuned_model = 'ft:x' where id = ${avatarId}`;
  expect(await as('koga', trainingStats)).toEqual({ unusedExamples: 67, customModelExists: true });
});
