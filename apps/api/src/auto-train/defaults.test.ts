import { autoTrainDefaultsSchema } from '@understudy/domain/auto-train/auto-train-defaults';
import { batchEstimateSchema } from '@understudy/domain/auto-train/estimate-batch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi({
    AUTO_TRAIN_MAX_EXAMPLES: '2000',
    AUTO_TRAIN_ENSEMBLE: 'gpt-5.4-mini,gpt-5.4*2,gpt-5-nano*0.5',
    AUTO_TRAIN_JUDGE_MODEL: 'gpt-5.5',
    OPENAI_ANALYSIS_MODEL: 'gpt-4.1',
  });
});
afterAll(() => api.close());

async function estimate(json: Record<string, unknown>) {
  const response = await api.request('/api/auto-train-estimates', { method: 'POST', user, json });
  expect(response.status).toBe(200);
  return batchEstimateSchema.parse(await response.json());
}

test('the defaults are those of the deployment', async () => {
  const response = await api.request('/api/auto-train-defaults', { user });
  const defaults = autoTrainDefaultsSchema.parse(await response.json());
  expect(defaults).toMatchObject({
    max_examples: 2000,
    concurrency: 50,
    max_concurrency: 200,
    ensemble: [
      { model: 'gpt-5.4-mini', weight: 1 },
      { model: 'gpt-5.4', weight: 2 },
      { model: 'gpt-5-nano', weight: 0.5 },
    ],
    max_ensemble_members: 7,
    judge_model: 'gpt-5.5',
    available_models: ['gpt-5.4-mini', 'gpt-5.4', 'gpt-5-nano', 'gpt-5.5', 'gpt-4.1'],
    calls_per_example: 7,
    price_date: '2026-03-31',
  });
  const one = await estimate({ num_examples: 1 });
  expect(defaults.estimated_cost_usd_per_example).toBe(one.estimated_cost_usd);
});

test('an estimate grows with the examples, and names a model that nobody serves', async () => {
  const one = await estimate({ num_examples: 1, ensemble: [{ model: 'gpt-5.4-mini' }] });
  const many = await estimate({ num_examples: 2000, ensemble: [{ model: 'gpt-5.4-mini' }] });
  expect(one.calls).toBe(2);
  expect(many.calls).toBe(4000);
  expect(many.estimated_cost_usd).toBeCloseTo(2000 * one.estimated_cost_usd, 1);
  expect(many.highest_cost_usd).toBeGreaterThan(many.estimated_cost_usd);
  const json = { num_examples: 2001, user_id: user };
  const refused = await api.request('/api/auto-train-estimates', { method: 'POST', user, json });
  expect(await refused.json()).toMatchObject({
    status: 422,
    errors: [
      { field: 'num_examples', message: 'num_examples must be a whole number from 1 to 2000.' },
      { field: 'user_id' },
    ],
  });
  const unserved = { num_examples: 1, judge_model: 'org/judge' };
  const unknown = await api.request('/api/auto-train-estimates', { method: 'POST', user, json: unserved });
  expect(await unknown.json()).toMatchObject({ status: 422, errors: [{ field: 'judge_model' }] });
});
