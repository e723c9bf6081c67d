import { expect, it } from 'vitest';
import { callsPerExample, estimateBatch } from './estimate-batch.ts';

const price = (model: string, perMillion: number) => ({
  model,
  input_usd_per_million: perMillion,
  output_usd_per_million: perMillion,
  as_of: model === 'old' ? '2025-01-01' : '2026-01-01',
  source: 'test',
});
const prices = [price('one', 1), price('old', 1), price('free', 0)];

it.each([
  [1, false, 1],
  [1, true, 2],
  [2, false, 2],
  [3, false, 6],
  [7, true, 15],
])('counts for %i members (judge: %s) %i calls', (members, withJudge, calls) => {
  expect(callsPerExample(members, withJudge)).toBe(calls);
  const ensemble = Array.from({ length: members }, () => ({ model: 'one' }));
  const estimate = estimateBatch(10, { ensemble, judgeModel: withJudge ? 'one' : null }, prices);
  expect(estimate).toMatchObject({ calls_per_example: calls, calls: 10 * calls });
});

it('expects for one member about the tokens of one short story, and bounds them by what is reserved', () => {
  const estimate = estimateBatch(1000, { ensemble: [{ model: 'one' }], judgeModel: null }, prices);
  expect(estimate.estimated_cost_usd).toBeGreaterThan(0.3);
  expect(estimate.estimated_cost_usd).toBeLessThan(0.8);
  expect(estimate.highest_cost_usd).toBeGreaterThan(2);
  expect(estimate.highest_cost_usd).toBeLessThan(4);
});

it('costs nothing with models that cost nothing, and what is dear with models of unknown price', () => {
  const of = (model: string) => estimateBatch(1, { ensemble: [{ model }], judgeModel: null }, prices);
  expect(of('free')).toMatchObject({ estimated_cost_usd: 0, highest_cost_usd: 0 });
  expect(of('unknown').estimated_cost_usd).toBeGreaterThan(of('one').estimated_cost_usd);
});

it('names the day of the oldest price', () => {
  const { price_date } = estimateBatch(1, { ensemble: [{ model: 'one' }], judgeModel: 'old' }, prices);
  expect(price_date).toBe('2025-01-01');
});
