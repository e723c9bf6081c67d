import { describe, expect, it } from 'vitest';
import { costOf, estimateReserve } from './cost.ts';
import { assumedPrice, findModelPrice, modelPrices, modelPricesSchema, priceDateOf } from './prices.ts';

it('has one valid row for each model', () => {
  expect(modelPricesSchema.parse(modelPrices)).toHaveLength(
    new Set(modelPrices.map(({ model }) => model)).size,
  );
});

it.each([
  ['gpt-5.4-mini', 'gpt-5.4-mini'],
  ['gpt-4o-mini-2024-07-18', 'gpt-4o-mini'],
  ['ft:gpt-4o-mini-2024-07-18:acme:zega-user123:AbC', 'ft:gpt-4o-mini'],
  ['text-embedding-3-small', 'text-embedding-3-small'],
  ['gpt-4o-mini-audio', undefined],
  ['ft:gpt-3.5-turbo:acme::x', undefined],
  ['llama3.1:8b', undefined],
  ['meta-llama/Llama-3.1-8B-Instruct', undefined],
  ['', undefined],
])('charges %s by the row of %s', (model, row) => {
  expect(findModelPrice(model)?.model).toBe(row);
});

it('knows the day of its oldest price', () => {
  expect(priceDateOf(['gpt-5.4-mini', 'gpt-5-mini'])).toBe('2026-03-31');
  expect(priceDateOf(['nobody-knows'])).toBe(assumedPrice.as_of);
  expect(priceDateOf([])).toBe(assumedPrice.as_of);
});

describe('a call', () => {
  it('costs what its tokens cost', () => {
    expect(costOf('gpt-5.4-mini', { inputTokens: 1_000_000, outputTokens: 0 }).usd).toBe(0.75);
    expect(costOf('gpt-5.4-mini', { inputTokens: 400, outputTokens: 200 })).toEqual({
      usd: 0.0012,
      tokens: 600,
      priceKnown: true,
    });
  });

  it('of an unknown model is charged as dearly as any in the list, so that a cap holds', () => {
    const usage = { inputTokens: 1_000, outputTokens: 1_000 };
    const unknown = costOf('nobody-knows', usage);
    expect(unknown.priceKnown).toBe(false);
    for (const { model } of modelPrices) expect(costOf(model, usage).usd).toBeLessThanOrEqual(unknown.usd);
  });

  it('costs what the deployment’s own list says', () => {
    const own = modelPricesSchema.parse([
      {
        model: 'llama3.1:8b',
        input_usd_per_million: 0,
        output_usd_per_million: 0,
        as_of: '2026-11-01',
        source: 'ours',
      },
    ]);
    expect(costOf('llama3.1:8b', { inputTokens: 9, outputTokens: 9 }, own)).toEqual({
      usd: 0,
      tokens: 18,
      priceKnown: true,
    });
  });

  it('reserves more than it can come to', () => {
    const prompt = 'Write a short story about a ferry without a captain. 夜の港で、彼女は舵を取った。'.repeat(
      20,
    );
    const reserve = estimateReserve({
      model: 'gpt-5.4-mini',
      promptCharacters: prompt.length,
      maxOutputTokens: 600,
    });
    // As dear as a tokenizer makes it: one token for every character that is no Latin letter, one for two of those.
    const inputTokens = [...prompt].reduce((sum, sign) => sum + (/[ -~]/u.test(sign) ? 0.5 : 1), 0);
    const cost = costOf('gpt-5.4-mini', { inputTokens, outputTokens: 600 });
    expect(reserve.usd).toBeGreaterThan(cost.usd);
    expect(reserve.tokens).toBe(prompt.length + 64 + 600);
  });
});
