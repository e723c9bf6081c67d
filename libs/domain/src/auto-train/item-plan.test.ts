import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genres as allGenres, type Genre } from './genres.ts';
import { planItem, type ItemPlan } from './item-plan.ts';

const seedNumbers = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const genreLists = fc.shuffledSubarray([...allGenres], { minLength: 1 });

const plansOf = (seedNumber: number, genres: readonly Genre[], count: number) =>
  Array.from({ length: count }, (_, itemIndex) => planItem({ seedNumber, genres, itemIndex, attempt: 1 }));
const combinationOf = ({ genre, promptIndex, modifierIndex }: ItemPlan) =>
  `${genre} ${String(promptIndex)} ${String(modifierIndex)}`;

it('plans the same item for the same input', () => {
  fc.assert(
    fc.property(
      seedNumbers,
      genreLists,
      fc.nat(100_000),
      fc.integer({ min: 1, max: 9 }),
      (seedNumber, genres, itemIndex, attempt) => {
        const input = { seedNumber, genres, itemIndex, attempt };
        expect(planItem(input)).toEqual(planItem({ ...input, genres: [...genres] }));
      },
    ),
  );
});

it('keeps the plans of recorded seeds for good', () => {
  const plan = planItem({ seedNumber: 2026, genres: allGenres, itemIndex: 123, attempt: 2 });
  expect(plan).toMatchObject({
    genre: 'thriller',
    promptIndex: 4,
    modifierIndex: 2,
    details: ['teapot', 'ladder', 'ribbon'],
    requestSeed: 3388398035,
  });
});

describe('genres', () => {
  it('differ in number by one at most, whatever the number of examples', () => {
    fc.assert(
      fc.property(seedNumbers, genreLists, fc.integer({ min: 1, max: 700 }), (seedNumber, genres, count) => {
        const plans = plansOf(seedNumber, genres, count);
        const counts = genres.map((genre) => plans.filter((plan) => plan.genre === genre).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  it('do not come in a fixed order', () => {
    const order = plansOf(1, allGenres, 400).map(({ genre }) => genre);
    const repeats = order.filter((genre, index) => genre === order[index + allGenres.length]).length;
    // A periodic order repeats 392 times, a random one 49 times.
    expect(repeats).toBeLessThan(100);
    expect(order).not.toEqual(plansOf(2, allGenres, 400).map(({ genre }) => genre));
  });
});

describe('combinations', () => {
  it('come back only when the 100 of a genre are used up', () => {
    fc.assert(
      fc.property(seedNumbers, genreLists, (seedNumber, genres) => {
        const plans = plansOf(seedNumber, genres, genres.length * 200);
        const halves = [plans.slice(0, plans.length / 2), plans.slice(plans.length / 2)];
        for (const half of halves) expect(new Set(half.map(combinationOf)).size).toBe(genres.length * 100);
      }),
      { numRuns: 10 },
    );
  });

  it('change with every replacement, within the genre', () => {
    fc.assert(
      fc.property(seedNumbers, genreLists, fc.nat(100_000), (seedNumber, genres, itemIndex) => {
        const plans = Array.from({ length: 100 }, (_, index) =>
          planItem({ seedNumber, genres, itemIndex, attempt: index + 1 }),
        );
        expect(new Set(plans.map(combinationOf)).size).toBe(100);
        expect(new Set(plans.map(({ genre }) => genre)).size).toBe(1);
      }),
      { numRuns: 30 },
    );
  });

  it('are fresh in first replacements of batches of up to 50 a genre', () => {
    const attempts = [1, 2].flatMap((attempt) =>
      Array.from({ length: 400 }, (_, itemIndex) =>
        combinationOf(planItem({ seedNumber: 5, genres: allGenres, itemIndex, attempt })),
      ),
    );
    expect(new Set(attempts).size).toBe(800);
  });

  it('ask for other details and another request seed when they come back', () => {
    const first = planItem({ seedNumber: 1, genres: ['horror'], itemIndex: 0, attempt: 1 });
    const again = plansOf(1, ['horror'], 200)
      .slice(100)
      .find((plan) => combinationOf(plan) === combinationOf(first));
    expect(again?.prompt).toBe(first.prompt);
    expect(again?.details).not.toEqual(first.details);
    expect(again?.requestSeed).not.toBe(first.requestSeed);
  });
});

it.each([
  { genres: [], itemIndex: 0, attempt: 1 },
  { genres: ['horror'] as const, itemIndex: -1, attempt: 1 },
  { genres: ['horror'] as const, itemIndex: 0, attempt: 0 },
])('refuses $genres, item $itemIndex, attempt $attempt', (input) => {
  expect(() => planItem({ seedNumber: 1, ...input })).toThrow(RangeError);
});
