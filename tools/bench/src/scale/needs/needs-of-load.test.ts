import { expect, it } from 'vitest';
import { needsOf } from './needs-of-load.ts';

it('multiplies rates by the peak, and what is kept by the day', () => {
  const cost = {
    processorMs: { workers: 300, api: 30, temporal: 60, postgres: 60 },
    transactions: 20,
    rowBytes: 50_000,
    logBytes: 100_000,
    fileBytes: 1_000,
    temporalBytes: 10_000,
    persistenceOperations: 100,
    actions: 10,
  };
  const needs = needsOf(cost, { runsPerDay: 864_000, peakFactor: 3, planned: 0.6 });
  expect(needs).toMatchObject({ meanPerSecond: 10, peakPerSecond: 30 });
  expect(needs.processors).toEqual({ workers: 15, api: 1.5, temporal: 3, postgres: 3 });
  expect(needs).toMatchObject({
    transactionsPerSecond: 600,
    logBytesPerSecond: 3_000_000,
    persistencePerSecond: 3_000,
    actionsPerSecond: 300,
    rowBytesPerDay: 43_200_000_000,
    fileBytesPerDay: 864_000_000,
    temporalBytesPerDay: 8_640_000_000,
  });
});
