import { expect, it } from 'vitest';
import { fineTuneStatisticsSchema } from '../contracts/statistics.ts';
import { toExamplesStatisticsResult } from '../contracts/client-results.ts';
import { composeStatistics, type ExampleGroup } from './compose-statistics.ts';

const group = (changes: Partial<ExampleGroup>): ExampleGroup => ({
  patternType: 'answer',
  source: 'training_session',
  kind: 'chat',
  usedInTraining: false,
  count: 1,
  goodCount: 0,
  qualitySum: 0.5,
  timesUsed: 0,
  ...changes,
});

it('adds groups up to the seed’s statistics', () => {
  const statistics = composeStatistics([
    group({ count: 2, goodCount: 1, qualitySum: 1.4 }),
    group({
      patternType: 'greeting',
      count: 5,
      goodCount: 5,
      qualitySum: 4.5,
      usedInTraining: true,
      timesUsed: 9,
    }),
    group({ count: 1, kind: 'preference', source: 'import', qualitySum: 0.3 }),
  ]);
  expect(fineTuneStatisticsSchema.parse(statistics)).toEqual({
    total: 8,
    by_pattern_type: { greeting: 5, answer: 3 },
    average_quality: 0.775,
    used_in_training: 5,
    unused: 3,
    good_examples: 6,
    preference_pairs: 1,
    by_source: { training_session: 7, import: 1 },
    times_used: 9,
  });
  expect(Object.keys(statistics.by_pattern_type)).toEqual(['greeting', 'answer']);
  expect(toExamplesStatisticsResult(statistics)).toEqual({
    total: 8,
    byPatternType: { greeting: 5, answer: 3 },
    averageQuality: 0.775,
    usedInTraining: 5,
  });
});

it('of no examples is all zeros', () => {
  expect(fineTuneStatisticsSchema.parse(composeStatistics([]))).toMatchObject({
    total: 0,
    average_quality: 0,
  });
});
