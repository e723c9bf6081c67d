import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { autoTrainBatchSchema, autoTrainResultSchema, composeAutoTrainResult } from './auto-train-result.ts';
import { customModelSuffix, isReadyForFineTuning, trainingStats } from './training-stats.ts';

it('gives the seed’s example, field by field', () => {
  const result = composeAutoTrainResult({
    totalRequested: 50,
    failed: 2,
    genreDistribution: { fantasy: 18, sci_fi: 15, dark_fantasy: 10, mystery: 5 },
    averageQuality: 8.2049,
    elapsedSeconds: 145.281,
    storedInMemory: false,
    unusedExamples: 48,
    customModelExists: false,
  });
  expect(z.strictObject(autoTrainResultSchema.shape).parse(result)).toEqual({
    total_requested: 50,
    successful: 48,
    failed: 2,
    genre_distribution: { fantasy: 18, sci_fi: 15, dark_fantasy: 10, mystery: 5 },
    average_quality: 8.2,
    total_time: 145.3,
    stored_in_memory: false,
    training_stats: { training_examples: 48, examples_until_next_training: 2, custom_model_exists: false },
    ready_for_finetuning: false,
  });
});

it('is honest about a batch that gave nothing', () => {
  const result = composeAutoTrainResult({
    totalRequested: 5,
    failed: 5,
    genreDistribution: {},
    averageQuality: null,
    elapsedSeconds: 0.04,
    storedInMemory: true,
    unusedExamples: 120,
    customModelExists: true,
  });
  expect(result).toMatchObject({
    successful: 0,
    average_quality: 0,
    total_time: 0,
    ready_for_finetuning: true,
  });
});

it.each([
  [0, 50, false],
  [49, 1, false],
  [50, 0, true],
  [51, 0, true],
])('with %i unused examples %i are left to the next training', (unused, left, ready) => {
  expect(trainingStats(unused, false).examples_until_next_training).toBe(left);
  expect(isReadyForFineTuning(unused)).toBe(ready);
});

describe('the custom model’s suffix', () => {
  it.each([
    ['user123', 'zega-user123'],
    ['test_user', 'zega-test-user'],
    ['auth0|5f7c.Ä b', 'zega-auth0-5f7c-A-b'],
    ['--a--', 'zega-a'],
    ['日本', 'zega'],
    ['x'.repeat(80), `zega-${'x'.repeat(59)}`],
  ])('of %s is %s', (userId, suffix) => {
    expect(customModelSuffix(userId)).toBe(suffix);
    expect(suffix).toMatch(/^[A-Za-z0-9-]{1,64}$/u);
  });
});

it('describes a batch for the API', () => {
  expect(z.toJSONSchema(autoTrainBatchSchema)).toMatchObject({
    $defs: { AutoTrainBatch: { properties: { result: { $ref: '#/$defs/AutoTrainResult' } } } },
  });
});
