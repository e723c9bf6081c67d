import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findModelPrice } from '../../budget/prices.ts';
import { toFineTuningCostResult } from '../contracts/client-results.ts';
import { fineTuneEstimateSchema } from '../contracts/estimate.ts';
import { fineTuneMethods, fineTuneProviders } from '../fine-tune-provider.ts';
import { defaultEpochs } from './default-epochs.ts';
import {
  assumedFile,
  costOfTrainedTokens,
  estimateFineTune,
  type EstimateInput,
} from './estimate-fine-tune.ts';
import { findFineTunePrice, parametersOf } from './find-fine-tune-price.ts';
import { fineTunePrices, fineTunePricesSchema } from './fine-tune-prices.ts';
import { tunedModelPrice } from './tuned-model-price.ts';

const none = { examples: 0, tokens: 0 };
const estimate = (changes: Partial<EstimateInput> = {}) =>
  estimateFineTune({
    provider: 'openai',
    model: 'gpt-4o-mini-2024-07-18',
    method: 'supervised',
    hyperparameters: { n_epochs: 'auto' },
    training: { examples: 100, tokens: 40_000 },
    validation: none,
    tokenizer: 'o200k_base',
    ownTokenizer: true,
    ...changes,
  });

describe('the price list', () => {
  it('is one that a deployment could hand in', () => {
    expect(fineTunePricesSchema.parse(fineTunePrices)).toHaveLength(fineTunePrices.length);
  });

  it('has the seed’s prices of answers', () => {
    const answers = (model: string) => {
      const price = findFineTunePrice({ provider: 'openai', model, method: 'supervised' });
      return [price?.input_usd_per_million, price?.output_usd_per_million];
    };
    expect(answers('gpt-4o-mini-2024-07-18')).toEqual([0.3, 1.2]);
    expect(answers('gpt-4o-2024-08-06')).toEqual([3.75, 15]);
    expect(answers('gpt-3.5-turbo-0125')).toEqual([3, 6]);
  });

  it('agrees with the list that answers are charged by', () => {
    for (const price of fineTunePrices.filter(({ provider }) => provider === 'openai')) {
      const charged = findModelPrice(`ft:${String(price.model)}`);
      if (charged === null) continue;
      expect(charged).toMatchObject({
        input_usd_per_million: price.input_usd_per_million,
        output_usd_per_million: price.output_usd_per_million,
      });
    }
  });

  it('gives the seed’s cost of a message: 200 to 500 tokens of an answer are $0.0002 to $0.0006', () => {
    const { output_cost_per_1m: output } = estimate();
    expect(((200 * output) / 1e6).toFixed(4)).toBe('0.0002');
    expect(((500 * output) / 1e6).toFixed(4)).toBe('0.0006');
  });

  it.each([
    ['gpt-4o-mini-2024-07-18', 800, 3, 5],
    ['gpt-4o-2024-08-06', 400, 10, 20],
    ['gpt-3.5-turbo-0125', 200, 2, 3],
  ])('gives the seed’s cost of a job for %s with %i examples', (model, examples, least, most) => {
    const { training_cost: cost, n_epochs: epochs } = estimate({ model, training: assumedFile(examples) });
    expect(epochs).toBe(3);
    expect(cost).toBeGreaterThanOrEqual(least);
    expect(cost).toBeLessThanOrEqual(most);
  });

  it('is asked by size where the provider bills by size', () => {
    const price = (model: string) =>
      findFineTunePrice({ provider: 'fireworks', model, method: 'supervised' })?.training_usd_per_million;
    expect(price('accounts/fireworks/models/qwen3-8b')).toBe(0.5);
    expect(price('accounts/fireworks/models/llama-v3p3-70b-instruct')).toBe(3);
    expect(price('accounts/fireworks/models/qwen3-235b-a22b')).toBeUndefined();
    expect(price('a-model-of-some-size')).toBeUndefined();
  });
});

it('reads the size of a model off its name', () => {
  expect(parametersOf('mistralai/Mixtral-8x7B-Instruct-v0.1')).toBe(56e9);
  expect(parametersOf('Qwen/Qwen3-0.6B')).toBe(0.6e9);
  expect(parametersOf('accounts/fireworks/models/qwen2p5-1p5b')).toBe(1.5e9);
  expect(parametersOf('gpt-oss-120b')).toBe(120e9);
  expect(parametersOf('gpt-4o-mini')).toBeNull();
});

describe('default epochs', () => {
  it('are three, more for few rows and fewer for many', () => {
    expect([10, 30, 33, 34, 100, 8_333, 8_334, 30_000].map(defaultEpochs)).toEqual([10, 3, 3, 3, 3, 3, 2, 1]);
    expect(defaultEpochs(1)).toBe(25);
  });

  it('round down, as OpenAI’s notebook does', () => {
    expect([3, 4, 11, 12, 15, 26].map(defaultEpochs)).toEqual([25, 25, 9, 8, 6, 3]);
  });

  it('are three at least where the data is small, and train at most 25,000 rows where one pass can', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (rows) => {
        const epochs = defaultEpochs(rows);
        expect(rows * 3 > 25_000 || epochs >= 3).toBe(true);
        expect(rows * 3 >= 100 || rows * epochs <= 100).toBe(true);
        expect(rows * epochs <= 25_000 || epochs === 1).toBe(true);
      }),
    );
  });
});

describe('an estimate', () => {
  it('is tokens × epochs × price, in the seed’s four fields', () => {
    expect(toFineTuningCostResult(estimate())).toEqual({
      trainingCost: 0.36,
      inputCostPer1M: 0.3,
      outputCostPer1M: 1.2,
      totalEstimate: 0.36,
    });
  });

  it('says what it assumes', () => {
    expect(estimate({ tokenizer: null, ownTokenizer: false }).assumptions).toContain(
      'An average of 500 tokens for each example; prepared data is counted exactly.',
    );
    expect(estimate().assumptions[0]).toBe(
      'Estimated with prices of 2026-04-30. Source: Seed 001, "Usage Costs"; training by OpenAI’s pricing page, as quoted by public price trackers.',
    );
    const unknown = estimate({ model: 'gpt-9' });
    expect(unknown.price).toMatchObject({ known: false, training_usd_per_million: 25 });
    expect(unknown.assumptions[0]).toMatch(/^No price is known for gpt-9 at OpenAI\. .* as a bound/);
  });

  it('says so where none is published that could be read, and counts no answers that are billed by time', () => {
    for (const [provider, model, method] of [
      ['together', 'Qwen/Qwen3-8B', 'supervised'],
      ['fireworks', 'accounts/fireworks/models/qwen3-8b', 'dpo'],
    ] as const) {
      const one = estimate({ provider, model, method });
      expect(one.price).toMatchObject({ known: false, source: expect.stringContaining('no price is known') });
      expect(one.assumptions[0]).toMatch(/^No price is known/);
      expect(one).toMatchObject({ input_cost_per_1m: 0, output_cost_per_1m: 0 });
      expect(costOfTrainedTokens({ provider, model, method }, 1e6)).toBeNull();
      expect(tunedModelPrice({ provider, model, method })).toMatchObject({ output_usd_per_million: 0 });
    }
  });

  it('counts validation where it is billed', () => {
    const files = { training: { examples: 90, tokens: 1e6 }, validation: { examples: 10, tokens: 1e5 } };
    expect(estimate(files)).toMatchObject({ validation_cost: 0, total_estimate: 9 });
    const together = estimate({ ...files, provider: 'together', model: 'Qwen/Qwen3-8B' });
    expect(together.validation_cost).toBeCloseTo(together.training_cost / 10, 6);
    expect(together.total_estimate).toBeCloseTo(together.training_cost + together.validation_cost, 6);
  });

  it('fits its schema, and never costs less for more tokens', () => {
    const file = fc.record({ examples: fc.nat(100_000), tokens: fc.nat(50_000_000) });
    const providers = fc.constantFrom(...fineTuneProviders);
    fc.assert(
      fc.property(providers, fc.constantFrom(...fineTuneMethods), file, (provider, method, training) => {
        const one = fineTuneEstimateSchema.parse(estimate({ provider, method, training }));
        const more = estimate({
          provider,
          method,
          training: { ...training, tokens: training.tokens + 1_000 },
        });
        expect(more.total_estimate).toBeGreaterThanOrEqual(one.total_estimate);
      }),
    );
  });

  it('is replaced by the tokens that were trained', () => {
    const training = { provider: 'openai', model: 'gpt-4o', method: 'dpo' } as const;
    expect(costOfTrainedTokens(training, 40_000)).toBe(1);
    expect(costOfTrainedTokens({ ...training, model: 'gpt-9' }, 40_000)).toBeNull();
  });
});
