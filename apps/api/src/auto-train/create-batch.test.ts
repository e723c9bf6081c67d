import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { genres } from '@understudy/domain/auto-train/genres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForBatch, batchOf, moveRun } from '../testing/auto-train-batch.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi({
    AUTO_TRAIN_ENSEMBLE: 'gpt-5.4-mini, gpt-5.4*2.5',
    AUTO_TRAIN_JUDGE_MODEL: 'gpt-5.5',
    AUTO_TRAIN_CONCURRENCY: '12',
  });
});
afterAll(() => api.close());

async function settingsOf(batchId: string) {
  const [row] = await api.database.ownerSql`
    select batch.*, runs.idempotency_key, budget.max_cost_usd, budget.max_tokens
    from auto_train_batches batch join runs on runs.id = run_id join budget_runs budget using (run_id)
    where batch.id = ${batchId}
  `;
  return row;
}

describe('a new batch', () => {
  test('is answered with itself, its run, and where to follow both', async () => {
    const response = await askForBatch(api, user, { num_examples: 3, genres: ['sci_fi', 'horror'] });
    expect(response.status).toBe(202);
    const batch = await batchOf(response);
    expect(batch.run).toMatchObject({
      id: batch.id,
      kind: 'auto_train_batch',
      status: 'queued',
      subject_id: batch.id,
    });
    expect(batch.run.title).toBe('Generate 3 examples: Science fiction, Horror');
    expect(batch.run.simulated_provider).toBe(true);
    expect(batch.counts).toEqual({ accepted: 0, rejected: 0, failed: 0, in_flight: 0, remaining: 3 });
    expect(response.headers.get('location')).toBe(`/api/runs/${batch.id}`);
    expect(response.headers.get('link')).toBe(
      `</auto-train/${batch.id}>; rel="status", </api/auto-train-batches/${batch.id}>; rel="describedby"`,
    );
    expect(response.headers.get('preference-applied')).toBeNull();
    for (const [, address = ''] of response.headers.get('link')?.matchAll(/<(.+?)>/g) ?? []) {
      expect((await api.request(address, { user })).status).toBe(200);
    }
  });

  test('gets what the deployment gives where the request leaves it open', async () => {
    const batch = await batchOf(await askForBatch(api, user));
    expect(batch.genres).toEqual(genres);
    expect(await settingsOf(batch.id)).toMatchObject({
      ensemble: [
        { model: 'gpt-5.4-mini', weight: 1 },
        { model: 'gpt-5.4', weight: 2.5 },
      ],
      judge_model: 'gpt-5.5',
      concurrency: 12,
      store_in_memory: false,
      max_cost_usd: null,
      max_tokens: null,
    });
  });

  test('is what the request asks for', async () => {
    const { id: avatarId } = avatarSchema.parse(
      await (await api.request('/api/avatars', { method: 'POST', user, json: { name: 'Ash' } })).json(),
    );
    const batch = await batchOf(
      await askForBatch(api, user, {
        genres: ['romance'],
        store_in_memory: true,
        avatar_id: avatarId,
        seed: 4_294_967_295,
        ensemble: [{ model: 'gpt-5', weight: 3, timeout_ms: 9_000 }],
        judge_model: 'gpt-4.1',
        concurrency: 200,
        budget: { max_cost_usd: 0.25, max_tokens: 10_000 },
      }),
    );
    expect(batch).toMatchObject({
      seed: 4_294_967_295,
      ensemble: [{ model: 'gpt-5', weight: 3, timeout_ms: 9_000 }],
      judge_model: 'gpt-4.1',
      concurrency: 200,
      store_in_memory: true,
      run: { avatar_id: avatarId },
      cost: { max_cost_usd: 0.25, max_tokens: 10_000, price_date: '2026-03-31' },
    });
    expect(await settingsOf(batch.id)).toMatchObject({
      genres: ['romance'],
      store_in_memory: true,
      judge_model: 'gpt-4.1',
      concurrency: 200,
      seed_number: '4294967295',
    });
  });

  test('draws a seed where none is given, and records it', async () => {
    const batches = await Promise.all([1, 2, 3].map(async () => batchOf(await askForBatch(api, user))));
    expect(new Set(batches.map(({ seed }) => seed)).size).toBe(3);
    for (const { id, seed } of batches) {
      expect(await settingsOf(id)).toMatchObject({ seed_number: `${seed}` });
    }
  });

  test('is one of its own for every request without a key, however alike they are', async () => {
    const requests = [1, 2, 3].map(() => askForBatch(api, user, { seed: 7 }));
    const answers = await Promise.all(requests);
    const batches = await Promise.all(answers.map(batchOf));
    expect(new Set(batches.map(({ id }) => id)).size).toBe(3);
    for (const { headers } of answers) expect(headers.get('idempotent-replayed')).toBeNull();
  });
});

describe('with an Idempotency-Key', () => {
  const ask = (key: string, changes: Record<string, unknown> = {}) =>
    askForBatch(api, user, changes, { headers: { 'idempotency-key': key } });

  test('the same request is answered with the same batch, also when its run has ended', async () => {
    const first = await ask('batch-1');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const { id, seed } = await batchOf(first);
    await moveRun(api, user, id, 'completed');
    const second = await ask('batch-1');
    expect(second.status).toBe(202);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await batchOf(second)).toMatchObject({ id, seed, run: { status: 'completed' } });
  });

  test('five at the same moment make one batch', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('batch-2')));
    const batches = await Promise.all(answers.map(batchOf));
    expect(new Set(batches.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  });

  test.each([
    { num_examples: 3 },
    { genres: ['horror'] },
    { store_in_memory: true },
    { seed: 1 },
    { ensemble: [{ model: 'gpt-5' }] },
    { judge_model: 'gpt-5' },
    { concurrency: 1 },
    { budget: { max_tokens: 1 } },
  ])('another request, %j, is refused', async (changes) => {
    const key = `batch-${Object.keys(changes)[0]}`;
    await ask(key);
    const refused = await ask(key, changes);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'idempotency_key_reused' });
  });

  test('the same key of somebody else is another one', async () => {
    const mine = await batchOf(await ask('batch-3'));
    const headers = { 'idempotency-key': 'batch-3' };
    const theirs = await batchOf(await askForBatch(api, 'grace', {}, { headers }));
    expect(theirs.id).not.toBe(mine.id);
  });
});

describe('the web page', () => {
  test.each(['/auto-train', '/auto-train/0190b7a2-0000-7000-8000-000000000000'])(
    'has the address %s too, for whoever prefers HTML',
    async (address) => {
      const html = await api.request(address, {
        headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
      });
      expect(await html.text()).toContain('The web page is not built');
      const json = await api.request(address, { user });
      expect(json.headers.get('content-type')).toContain('json');
    },
  );
});
