import { autoTrainResultSchema } from '@understudy/domain/auto-train/auto-train-result';
import { notificationPageSchema } from '@understudy/domain/notifications/notification';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { batchesOf } from './support/auto-train-batches.ts';
import { expectTrueResult } from './support/auto-train-expected-result.ts';
import { allAccepted, readBooks } from './support/auto-train-rows.ts';

const stack = sharedStack();
let owner: Sql;
beforeAll(() => {
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(() => owner.end({ timeout: 1 }));

const seedFields = { genres: null, store_in_memory: false };
const resultFields = [
  'average_quality',
  'failed',
  'genre_distribution',
  'ready_for_finetuning',
  'stored_in_memory',
  'successful',
  'total_requested',
  'total_time',
  'training_stats',
];

describe("a batch by the seed's four fields", () => {
  it('is answered with 202 at once, completes, and says nothing that the database does not', async () => {
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const { id, run, counts } = await batches.start({ num_examples: 40, ...seedFields });
    expect(counts).toMatchObject({ accepted: 0, remaining: 40 });
    expect(await user.runEnded(run.id)).toMatchObject({
      status: 'completed',
      progress: { completed: 40, total: 40, percent: 100 },
      simulated_provider: true,
    });
    const result = await batches.result(id);
    expect(Object.keys(result).toSorted()).toEqual(resultFields);
    expect(result).toMatchObject({ total_requested: 40, successful: 40, failed: 0, stored_in_memory: false });
    await expectTrueResult(owner, id, result);
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(40));

    const whole = await batches.read(id);
    expect(whole.result).toEqual(result);
    expect(whole.counts).toMatchObject({ accepted: 40, failed: 0, in_flight: 0, remaining: 0 });
    expect(whole.cost.reserved_usd).toBe(0);
    expect(whole.cost.spent_usd).toBeCloseTo((await readBooks(owner, id)).spent_usd, 9);
  });

  it('is answered with its result where the client prefers to wait', async () => {
    const user = await newUser(stack);
    const answer = await batchesOf(user).ask({ num_examples: 8, ...seedFields }, { prefer: 'wait=60' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('preference-applied')).toBe('wait=60');
    const result = autoTrainResultSchema.parse(answer.body);
    const [, id = ''] = /auto-train\/([0-9a-f-]{36})/.exec(answer.headers.get('link') ?? '') ?? [];
    expect(result).toEqual(await batchesOf(user).result(id));
    expect(result.successful).toBe(8);
    await expectTrueResult(owner, id, result);
  });

  it('is stored in memory where that is asked for, every example with its vector', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const batches = batchesOf(user);
    const wanted = { num_examples: 12, genres: null, store_in_memory: true, avatar_id: avatar.id };
    const { id, run } = await batches.start(wanted);
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    const result = await batches.result(id);
    expect(result).toMatchObject({ successful: 12, stored_in_memory: true });
    await expectTrueResult(owner, id, result);
    const chunks = await owner`
      select from knowledge_chunks join avatar_training_examples as example on example.id = example_id
      where batch_id = ${id} and knowledge_chunks.avatar_id = ${avatar.id}
    `;
    expect(chunks.length).toBeGreaterThanOrEqual(12);
  });

  it('numbers its events without a gap, each item in one of them', async () => {
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 25, ...seedFields });
    await user.runEnded(run.id);
    const events = await batchesOf(user).events(id);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)).toMatchObject({ type: 'run_completed', status: 'completed' });
    const percents = events.map(({ progress }) => progress.percent);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    const announced = events.flatMap(({ type, data }) =>
      type === 'item_completed' && Array.isArray(data['items']) ? data['items'] : [],
    );
    const stored = await batchesOf(user).items(id);
    expect(announced).toHaveLength(25);
    expect(announced).toEqual(
      expect.arrayContaining(
        stored.map(({ index, genre, quality_score: quality }) => ({ index, genre, quality })),
      ),
    );
  });
});

describe('the choice of genres, prompts and styles', () => {
  it('is even over the genres that were asked for', async () => {
    const user = await newUser(stack);
    const genres = ['mystery', 'horror', 'romance'];
    const { id, run } = await batchesOf(user).start({ num_examples: 31, genres });
    await user.runEnded(run.id);
    const { genre_distribution: distribution } = await batchesOf(user).result(id);
    expect(Object.keys(distribution).toSorted()).toEqual(genres.toSorted());
    expect(Object.values(distribution).toSorted()).toEqual([10, 10, 11]);
  });

  it('is the same for the same seed, and another one for another seed', async () => {
    const plansOf = async (seed: number) => {
      // Another user each time: the same stories once more would be near-duplicates.
      const user = await newUser(stack);
      const { id, run } = await batchesOf(user).start({ num_examples: 24, seed });
      await user.runEnded(run.id);
      const items = await batchesOf(user).items(id);
      expect(items).toHaveLength(24);
      return items.map(({ index, genre, prompt, style, instruction }) => ({
        index,
        genre,
        prompt,
        style,
        instruction,
      }));
    };
    const first = await plansOf(20_020);
    expect(await plansOf(20_020)).toEqual(first);
    expect(await plansOf(20_021)).not.toEqual(first);
  });
});

describe('training statistics', () => {
  it('tell the user once when 50 examples are unused, and count down before', async () => {
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const notified = async () => (await user.get('/api/notifications', notificationPageSchema)).items;
    const generate = async (examples: number) => {
      const { id, run } = await batches.start({ num_examples: examples });
      await user.runEnded(run.id);
      const result = await batches.result(id);
      await expectTrueResult(owner, id, result);
      return result;
    };
    expect(await generate(30)).toMatchObject({
      training_stats: { training_examples: 30, examples_until_next_training: 20, custom_model_exists: false },
      ready_for_finetuning: false,
    });
    expect(await notified()).toEqual([]);
    expect(await generate(20)).toMatchObject({
      training_stats: { training_examples: 50, examples_until_next_training: 0 },
      ready_for_finetuning: true,
    });
    expect(await notified()).toMatchObject([
      { kind: 'ready_for_fine_tuning', read_at: null, data: { unused_examples: 50 } },
    ]);
    await generate(10);
    expect(await notified()).toHaveLength(1);
  });
});
