import { recordItems } from '@understudy/db/auto-train/record-items';
import { reserveMany } from '@understudy/db/budget/reserve';
import {
  acceptedItem,
  failedItem,
  seedBatch,
  someMonth,
  storyOf,
} from '@understudy/db/testing/seed-auto-train';
import { autoTrainItemSchema, autoTrainRejectionSchema } from '@understudy/domain/auto-train/auto-train-item';
import { autoTrainBatchSummarySchema } from '@understudy/domain/auto-train/auto-train-batch';
import { autoTrainBatchSchema, autoTrainResultSchema } from '@understudy/domain/auto-train/auto-train-result';
import { genreList } from '@understudy/domain/auto-train/genres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { moveRun, queueBatch } from '../testing/auto-train-batch.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let batchId: string;
const user = 'ada';

/** A batch of 60 of which 57 items are finished, 2 of them failed, and one is under way. */
beforeAll(async () => {
  api = await startTestApi();
  const { db } = api.database;
  batchId = await queueBatch(api, user, { numExamples: 60, genres: ['fantasy', 'sci_fi', 'horror'] });
  await db.asUser(user, (tx) => {
    const calls = [0, 57].map((index) => ({
      callKey: `item-${`${index}`.padStart(6, '0')}/1/write/0`,
      model: 'simulated',
      usd: 0.02,
      tokens: 900,
    }));
    return reserveMany(tx, { runId: batchId, month: someMonth, calls });
  });
  await moveRun(api, user, batchId, 'running');
  const settlements = [{ callKey: 'item-000000/1/write/0', usd: 0.0075, tokens: 321 }];
  const items = Array.from({ length: 57 }, (_, index) => {
    if (index % 20 === 19) return failedItem(index, { genre: 'horror' });
    const genre = index % 3 === 0 ? ('fantasy' as const) : ('sci_fi' as const);
    const rejections =
      index % 10 === 0
        ? [{ attempt: 1, reason: 'refused' as const, message: 'No.', excerpt: 'I can not' }]
        : [];
    return acceptedItem(index, {
      genre,
      rejections,
      qualityScore: 7 + (index % 13) / 5,
      settlements: index === 0 ? settlements : [],
    });
  });
  for (let first = 0; first < items.length; first += 20) {
    await db.asUser(user, (tx) => recordItems(tx, batchId, items.slice(first, first + 20)));
  }
  await api.database.ownerSql`
    update avatar_training_examples set used_in_training = true where batch_id = ${batchId} and item_index < 2
  `;
  await db.asUser('eve', async (tx) => recordItems(tx, (await seedBatch(tx)).batchId, [acceptedItem(0)]));
});
afterAll(() => api.close());

async function read<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.infer<Schema>> {
  const response = await api.request(path, { user });
  expect(response.status).toBe(200);
  return schema.parse(await response.json());
}

/** The seed's body, counted by queries that share nothing with ours: from examples and rows, not from totals. */
async function countedIndependently() {
  const [row] = await api.database.ownerSql`
    with kept as (
      select genre, quality_score::float8 * 10 as quality from avatar_training_examples where batch_id = ${batchId}
    ), unused as (
      select count(*)::int as examples from avatar_training_examples
      where user_id = ${user} and source = 'auto_train' and not used_in_training
    )
    select
      (select num_examples from auto_train_batches where id = ${batchId}) as total_requested,
      (select count(*)::int from kept) as successful,
      (select count(*)::int from auto_train_items where batch_id = ${batchId} and reason is not null) as failed,
      (select json_object_agg(genre, examples) from (select genre, count(*) as examples from kept group by genre) g)
        as genre_distribution,
      (select round(avg(quality)::numeric, 1)::float8 from kept) as average_quality,
      (select extract(epoch from coalesce(finished_at, clock_timestamp()) - started_at)::float8 from runs
        where id = ${batchId}) as total_time,
      (select store_in_memory from auto_train_batches where id = ${batchId}) as stored_in_memory,
      json_build_object(
        'training_examples', (select examples from unused),
        'examples_until_next_training', greatest(0, 50 - (select examples from unused)),
        'custom_model_exists',
        exists (select from avatar_profiles where user_id = ${user} and active_fine_tuned_model is not null)
      ) as training_stats,
      (select examples >= 50 from unused) as ready_for_finetuning
  `;
  return autoTrainResultSchema.parse(row);
}

describe('the result so far', () => {
  test('has in every field what an independent query finds', async () => {
    const result = await read(autoTrainResultSchema, `/auto-train/${batchId}`);
    const { total_time: seconds, ...counted } = await countedIndependently();
    expect(result).toMatchObject(counted);
    expect(Object.keys(result).sort()).toEqual([...Object.keys(counted), 'total_time'].sort());
    expect(Math.abs(result.total_time - seconds)).toBeLessThan(5);
    expect(result).toMatchObject({
      total_requested: 60,
      successful: 55,
      failed: 2,
      training_stats: { training_examples: 53, examples_until_next_training: 0, custom_model_exists: false },
      ready_for_finetuning: true,
    });
  });

  test('is the one that the batch shows, with counts that add up', async () => {
    const result = await read(autoTrainResultSchema, `/auto-train/${batchId}`);
    const batch = await read(autoTrainBatchSchema, `/api/auto-train-batches/${batchId}`);
    expect({ ...batch.result, total_time: 0 }).toEqual({ ...result, total_time: 0 });
    const { accepted, failed, in_flight, remaining, rejected } = batch.counts;
    expect({ accepted, failed, in_flight, remaining }).toEqual({
      accepted: 55,
      failed: 2,
      in_flight: 1,
      remaining: 2,
    });
    expect(rejected).toBe(Object.values(batch.rejected_by_reason).reduce((sum, count) => sum + count, 0));
    const [ledger] = await api.database.ownerSql`
      select sum(settled_usd)::float8 as spent_usd, sum(settled_tokens)::int as tokens,
        sum(reserved_usd) filter (where state = 'reserved')::float8 as reserved_usd
      from budget_ledger where run_id = ${batchId}
    `;
    expect(batch.cost).toMatchObject({ ...ledger, spent_usd: 0.0075, tokens: 321, reserved_usd: 0.02 });
    expect(batch.throughput_per_minute).toBeGreaterThan(0);
  });

  test('is listed with the same counts and cost', async () => {
    const page = z.object({ items: z.array(autoTrainBatchSummarySchema), next_cursor: z.null() });
    const batch = await read(autoTrainBatchSchema, `/api/auto-train-batches/${batchId}`);
    const { items } = await read(page, '/api/auto-train-batches');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: batchId, counts: batch.counts, cost: batch.cost, seed: batch.seed });
  });
});

describe('the items of a batch', () => {
  const itemPage = z.object({ items: z.array(autoTrainItemSchema), next_cursor: z.string().nullable() });
  const items = (query: string) => read(itemPage, `/api/auto-train-batches/${batchId}/items?${query}`);

  test('are paged newest first, each once', async () => {
    const found: number[] = [];
    let cursor = '';
    do {
      const page = await items(`limit=10${cursor}`);
      found.push(...page.items.map(({ index }) => index));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    const rows = await api.database.ownerSql`
      select item_index from auto_train_items where batch_id = ${batchId} order by created_at desc
    `;
    expect(found).toEqual(rows.map((row) => row['item_index']));
  });

  test('are those with a status and a genre', async () => {
    const failed = await items('status=failed');
    expect(failed.items.map(({ index }) => index).sort()).toEqual([19, 39]);
    expect(failed.items[0]).toMatchObject({ genre: 'horror', story: null, reason: 'provider_failed' });
    const fantasy = await items('status=accepted&genre=fantasy&limit=200');
    expect(fantasy.items.every(({ genre, status }) => genre === 'fantasy' && status === 'accepted')).toBe(
      true,
    );
    expect(fantasy.items).toHaveLength(18);
    expect((await items('status=accepted&genre=horror')).items).toEqual([]);
  });

  test.each(['index=2,0,59', 'index=2&index=0&index=59', 'index=2,0&index=59&limit=1'])(
    'are those with the indices of %s that are finished',
    async (query) => {
      const page = await items(query);
      expect(page.items.map(({ index, story }) => [index, story])).toEqual([
        [0, storyOf(0)],
        [2, storyOf(2)],
      ]);
      expect(page.next_cursor).toBeNull();
    },
  );

  test('say how they came about', async () => {
    const [item] = (await items('index=3')).items;
    expect(item).toMatchObject({
      status: 'accepted',
      genre: 'fantasy',
      instruction: 'Write story 3.',
      quality_score: 7.6,
      judge_score: null,
      votes: { winner: 0, method: 'unopposed', votes: [] },
      members: [{ model: 'simulated', quality: 8.5, failure: null }],
      cost_usd: 0.0012,
    });
    expect(item?.prompt).toMatch(/\w{3}/);
    expect(item?.style).toMatch(/\w{3}/);
  });
});

test('the rejected attempts of a batch say why, and are filtered by reason and genre', async () => {
  const page = z.object({ items: z.array(autoTrainRejectionSchema), next_cursor: z.string().nullable() });
  const list = (query: string) => read(page, `/api/auto-train-batches/${batchId}/rejections?${query}`);
  const refused = await list('reason=refused&limit=4');
  expect(refused.items).toHaveLength(4);
  expect(refused.items[0]).toMatchObject({ index: 50, attempt: 1, message: 'No.', excerpt: 'I can not' });
  expect(refused.next_cursor).not.toBeNull();
  const horror = await list('genre=horror');
  expect(horror.items.map(({ index, reason }) => [index, reason])).toEqual([
    [39, 'provider_failed'],
    [19, 'provider_failed'],
  ]);
});

test('the genres are public, and exactly the seed’s', async () => {
  const response = await api.request('/training/genres');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(genreList);
});
