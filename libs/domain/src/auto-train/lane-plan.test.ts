import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLaneLimits, laneRanges, planLanes } from './lane-plan.ts';
import { deriveSeed } from './seeded-random.ts';

const counts = fc.integer({ min: 1, max: 100_000 });
const concurrencies = fc.integer({ min: 1, max: 200 });

const pagesOf = (numExamples: number, pageSize: number) =>
  Array.from({ length: Math.ceil(numExamples / pageSize) }, (_, page) => ({
    from: page * pageSize,
    to: Math.min(numExamples, (page + 1) * pageSize),
  }));

/** Time that a batch takes, handed out as the workflow does, over the ideal: calls × mean latency ÷ concurrency. */
function ratioToIdeal(numExamples: number, concurrency: number, latencyOf: (item: number) => number): number {
  const plan = planLanes(numExamples, concurrency);
  let clock = 0;
  for (const page of pagesOf(numExamples, plan.pageSize)) {
    const laneEnds = Array<number>(plan.lanes).fill(clock);
    for (const range of laneRanges(plan, page)) {
      const lane = laneEnds.indexOf(Math.min(...laneEnds));
      const slots = Array<number>(plan.windowPerLane).fill(laneEnds[lane] ?? 0);
      for (let item = range.from; item < range.to; item += 1) {
        const slot = slots.indexOf(Math.min(...slots));
        slots[slot] = (slots[slot] ?? 0) + latencyOf(item);
      }
      laneEnds[lane] = Math.max(...slots);
    }
    clock = Math.max(...laneEnds);
  }
  const work = Array.from({ length: numExamples }, (_, item) => latencyOf(item)).reduce(
    (sum, one) => sum + one,
    0,
  );
  return clock / (work / concurrency);
}

it.each([
  [500, 50, { lanes: 1, rangeSize: 500, windowPerLane: 50, pageSize: 500 }],
  [2_000, 100, { lanes: 2, rangeSize: 1_000, windowPerLane: 50, pageSize: 2_000 }],
  [500, 1, { lanes: 1, rangeSize: 500, windowPerLane: 1, pageSize: 500 }],
  [20, 50, { lanes: 1, rangeSize: 20, windowPerLane: 20, pageSize: 20 }],
  [1, 200, { lanes: 1, rangeSize: 1, windowPerLane: 1, pageSize: 1 }],
  [100_000, 50, { lanes: 1, rangeSize: 1_450, windowPerLane: 50, pageSize: 10_000 }],
  [100_000, 199, { lanes: 6, rangeSize: 825, windowPerLane: 33, pageSize: 9_900 }],
])('plans %i examples at %i', (numExamples, concurrency, plan) => {
  expect(planLanes(numExamples, concurrency)).toEqual({ ...plan, maxRange: 1_500 });
});

it('plans what began with narrower lanes as it was', () => {
  expect(planLanes(100_000, 50, 1, firstLaneLimits)).toEqual({
    lanes: 2,
    rangeSize: 575,
    windowPerLane: 25,
    pageSize: 10_000,
    maxRange: 600,
  });
});

it('makes room for the calls that one item makes at the same time', () => {
  expect(planLanes(10, 50, 3)).toMatchObject({ lanes: 1, windowPerLane: 30 });
  expect(planLanes(1, 200, 7)).toMatchObject({ lanes: 1, windowPerLane: 7 });
});

it('keeps to the concurrency, uses at least 19 of 20 of it, and ranges of 1,500 at most', () => {
  fc.assert(
    fc.property(
      counts,
      concurrencies,
      fc.integer({ min: 1, max: 7 }),
      (numExamples, concurrency, callsPerItem) => {
        const plan = planLanes(numExamples, concurrency, callsPerItem);
        const calls = Math.min(concurrency, numExamples * callsPerItem);
        expect(plan.lanes * plan.windowPerLane).toBeLessThanOrEqual(calls);
        expect(plan.lanes * plan.windowPerLane).toBeGreaterThanOrEqual(calls * 0.95);
        expect(plan.rangeSize).toBeLessThanOrEqual(1_500);
        expect(plan.pageSize).toBeLessThanOrEqual(Math.min(10_000, numExamples));
      },
    ),
  );
});

it('hands out every item once and in order', () => {
  fc.assert(
    fc.property(counts, concurrencies, (numExamples, concurrency) => {
      const plan = planLanes(numExamples, concurrency);
      let next = 0;
      for (const page of pagesOf(numExamples, plan.pageSize)) {
        for (const range of laneRanges(plan, page)) {
          expect(range.from).toBe(next);
          expect(range.to - range.from).toBeGreaterThan(0);
          expect(range.to - range.from).toBeLessThanOrEqual(plan.rangeSize);
          next = range.to;
        }
      }
      expect(next).toBe(numExamples);
    }),
    { numRuns: 50 },
  );
});

it.each([
  [500, 50],
  [500, 200],
  [10_000, 50],
  [100_000, 200],
])('needs at most 0.02 lane activities an example for %i at %i', (numExamples, concurrency) => {
  const plan = planLanes(numExamples, concurrency);
  const activities = pagesOf(numExamples, plan.pageSize).flatMap((page) => laneRanges(plan, page));
  expect(activities.length / numExamples).toBeLessThanOrEqual(0.02);
});

describe('time over the ideal', () => {
  const uneven = (item: number) => 100 + (200 * deriveSeed(9, item)) / 2 ** 32;

  it.each([
    [500, 50],
    [2_000, 100],
    [500, 5],
    [10_000, 200],
  ])('is 1.00 for %i at %i when every call takes the same time', (numExamples, concurrency) => {
    expect(ratioToIdeal(numExamples, concurrency, () => 200)).toBeCloseTo(1, 2);
  });

  it.each([
    [500, 50],
    [2_000, 100],
    [10_000, 50],
  ])('is at most 1.10 for %i at %i when calls take from 100 to 300 ms', (numExamples, concurrency) => {
    expect(ratioToIdeal(numExamples, concurrency, uneven)).toBeLessThan(1.1);
  });

  it('wastes less than one round where the last one is not full', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 60 }),
        (numExamples, concurrency) => {
          const { lanes, windowPerLane } = planLanes(numExamples, concurrency);
          const rounds = Math.ceil(numExamples / (lanes * windowPerLane));
          const ideal = numExamples / concurrency;
          expect(ratioToIdeal(numExamples, concurrency, () => 1) * ideal).toBeCloseTo(rounds, 6);
        },
      ),
      { numRuns: 40 },
    );
  });
});
