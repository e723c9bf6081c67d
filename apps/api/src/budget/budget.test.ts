import { recordItems } from '@understudy/db/auto-train/record-items';
import { reserve } from '@understudy/db/budget/reserve';
import { acceptedItem } from '@understudy/db/testing/seed-auto-train';
import { autoTrainBatchSchema } from '@understudy/domain/auto-train/auto-train-result';
import { monthlyBudgetSchema } from '@understudy/domain/budget/budget';
import { monthKey } from '@understudy/domain/budget/ledger';
import { runSchema } from '@understudy/domain/runs/run';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveRun, queueBatch } from '../testing/auto-train-batch.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

function put(path: string, user: string, json: unknown): Promise<Response> {
  return api.request(path, { method: 'PUT', user, json });
}

/** A batch of the user with these caps. */
function batchWith(user: string, maxCostUsd: number | null, maxTokens: number | null): Promise<string> {
  return queueBatch(api, user, { caps: { maxCostUsd, maxTokens } });
}

describe('the budget of a month', () => {
  test('has no caps until they are set, and what is left out stays', async () => {
    const none = monthlyBudgetSchema.parse(await (await api.request('/api/budget', { user: 'ada' })).json());
    expect(none).toMatchObject({
      month: monthKey(new Date()),
      max_cost_usd: null,
      max_tokens: null,
      spent_usd: 0,
    });
    expect(await (await put('/api/budget', 'ada', { max_cost_usd: 12.5 })).json()).toMatchObject({
      max_cost_usd: 12.5,
      max_tokens: null,
    });
    await put('/api/budget', 'ada', { max_tokens: 1000 });
    await put('/api/budget', 'ada', { max_cost_usd: null });
    const set = await (await api.request('/api/budget', { user: 'ada' })).json();
    expect(set).toMatchObject({ max_cost_usd: null, max_tokens: 1000 });
    expect(await (await api.request('/api/budget', { user: 'eve' })).json()).toMatchObject({
      max_tokens: null,
    });
  });

  test('shows what is spent and set aside this month', async () => {
    const batchId = await batchWith('bob', null, null);
    const month = monthKey(new Date());
    await api.database.db.asUser('bob', async (tx) => {
      const call = { runId: batchId, month, model: 'simulated', tokens: 900, usd: 0.02 };
      await reserve(tx, { ...call, callKey: 'item-000000/1/write/0' });
      await reserve(tx, { ...call, callKey: 'item-000001/1/write/0' });
      const settlements = [{ callKey: 'item-000000/1/write/0', usd: 0.005, tokens: 400 }];
      await recordItems(tx, batchId, [acceptedItem(0, { settlements })]);
    });
    expect(await (await api.request('/api/budget', { user: 'bob' })).json()).toMatchObject({
      spent_usd: 0.005,
      spent_tokens: 400,
      reserved_usd: 0.02,
      reserved_tokens: 900,
      price_date: '2026-06-30',
    });
  });

  test.each([
    [{}, 'body', 'Name at least one of max_cost_usd and max_tokens.'],
    [
      { max_cost_usd: 0 },
      'max_cost_usd',
      'max_cost_usd must be an amount in US dollars above 0, or null for no cap.',
    ],
    [{ max_tokens: 1.5 }, 'max_tokens', 'max_tokens must be a whole number from 1, or null for no cap.'],
    [
      { max_cost_usd: 1, max_cost: 3 },
      'max_cost',
      'Is not known here. Remove it, or check how it is written.',
    ],
  ])('is not set to %j', async (json, field, message) => {
    const refused = await put('/api/budget', 'ada', json);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ field, message }] });
  });
});

describe('the budget of a batch', () => {
  test('is raised, one cap at a time', async () => {
    const batchId = await batchWith('carol', 1, 5000);
    const raised = await put(`/api/auto-train-batches/${batchId}/budget`, 'carol', { max_cost_usd: 2 });
    expect(raised.status).toBe(200);
    const { cost } = autoTrainBatchSchema.parse(await raised.json());
    expect(cost).toMatchObject({ max_cost_usd: 2, max_tokens: 5000 });
    const freed = await put(`/api/auto-train-batches/${batchId}/budget`, 'carol', { max_tokens: null });
    expect(await freed.json()).toMatchObject({ cost: { max_cost_usd: 2, max_tokens: null } });
  });

  test('is not lowered', async () => {
    const batchId = await batchWith('carol', 1, null);
    const refused = await put(`/api/auto-train-batches/${batchId}/budget`, 'carol', { max_cost_usd: 0.5 });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'conflict' });
  });

  test('raised for a run that waits for it is kept also where the run cannot be resumed yet', async () => {
    const batchId = await batchWith('dora', 1, null);
    await moveRun(api, 'dora', batchId, 'running');
    await moveRun(api, 'dora', batchId, 'budget_paused');
    const answer = await put(`/api/auto-train-batches/${batchId}/budget`, 'dora', { max_cost_usd: 3 });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'orchestrator_unavailable' });
    const batch = await api.request(`/api/auto-train-batches/${batchId}`, { user: 'dora' });
    expect(await batch.json()).toMatchObject({ cost: { max_cost_usd: 3 }, run: { status: 'budget_paused' } });
  });
});

describe('a batch that waits for a higher cap', () => {
  test('is found by its status, and can be resumed, paused, cancelled, not retried', async () => {
    const batchId = await batchWith('erin', 1, null);
    await moveRun(api, 'erin', batchId, 'running');
    await moveRun(api, 'erin', batchId, 'budget_paused');
    const list = await api.request('/api/runs?status=budget_paused&kind=auto_train_batch', { user: 'erin' });
    expect(await list.json()).toMatchObject({
      items: [{ id: batchId, links: { subject: `/auto-train/${batchId}` } }],
    });
    const steer = (how: string) =>
      api.request(`/api/runs/${batchId}/${how}`, { method: 'POST', user: 'erin' });
    // There is no Temporal: what is allowed gets as far as that.
    for (const how of ['resume', 'pause', 'cancel']) expect((await steer(how)).status).toBe(503);
    expect((await steer('retry')).status).toBe(409);
  });

  test.each(['cancelled', 'failed', 'completed_with_errors'] as const)(
    'is retried when it is %s',
    async (status) => {
      const batchId = await batchWith('fay', null, null);
      await moveRun(api, 'fay', batchId, status);
      const retried = await api.request(`/api/runs/${batchId}/retry`, { method: 'POST', user: 'fay' });
      expect(retried.status).toBe(202);
      expect(runSchema.parse(await retried.json())).toMatchObject({
        status: 'queued',
        attempt: 2,
        error: null,
      });
    },
  );
});
