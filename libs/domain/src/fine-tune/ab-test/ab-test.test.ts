import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignArm } from './assign-arm.ts';
import { armComparisonSchema, compareArms, plannedRatingsPerArm } from './compare-arms.ts';
import { fisherExact } from './fisher-exact.ts';
import { mannWhitney } from './mann-whitney.ts';
import { twoSidedTail } from './normal-distribution.ts';

const counts = (most: number) => fc.array(fc.nat(most), { minLength: 5, maxLength: 5 });

describe('the normal distribution', () => {
  it('agrees with SciPy', () => {
    expect(twoSidedTail(0)).toBeCloseTo(1, 6);
    expect(twoSidedTail(1.96)).toBeCloseTo(0.04999579029644087, 7);
    expect(twoSidedTail(5) / 5.733031437583866e-7).toBeCloseTo(1, 6);
  });
});

describe('the Mann–Whitney U test', () => {
  it('agrees with SciPy’s approximation for many ratings', () => {
    const result = mannWhitney([3, 5, 20, 40, 32], [1, 4, 12, 30, 53]);
    expect(result?.method).toBe('approximate');
    expect(result?.superiority).toBeCloseTo(0.61315, 10);
    expect(result?.pValue).toBeCloseTo(0.00315440494615157, 8);
  });

  it('counts every division of few ratings, ties included', () => {
    expect(mannWhitney([1, 2, 2, 1, 0], [0, 1, 1, 3, 3])?.pValue).toBeCloseTo(0.02664002664002664, 12);
    expect(mannWhitney([3, 2, 1, 0, 0], [0, 0, 1, 2, 3])).toMatchObject({ method: 'exact' });
    expect(mannWhitney([3, 2, 1, 0, 0], [0, 0, 1, 2, 3])?.pValue).toBeCloseTo(0.004329004329004329, 12);
  });

  it('has no answer without ratings, and finds nothing where all are the same', () => {
    expect(mannWhitney([0, 0, 0, 0, 0], [1, 0, 0, 0, 0])).toBeNull();
    expect(mannWhitney([0, 0, 90, 0, 0], [0, 0, 90, 0, 0])).toMatchObject({ pValue: 1, superiority: 0.5 });
  });

  it('does not care which arm is called A', () => {
    fc.assert(
      fc.property(counts(30), counts(30), (a, b) => {
        const [one, other] = [mannWhitney(a, b), mannWhitney(b, a)];
        expect(one === null).toBe(other === null);
        if (one === null || other === null) return;
        expect(one.pValue).toBeCloseTo(other.pValue, 9);
        expect(one.superiority + other.superiority).toBeCloseTo(1, 9);
        expect(one.pValue).toBeGreaterThanOrEqual(0);
        expect(one.pValue).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('Fisher’s exact test', () => {
  it('agrees with SciPy', () => {
    expect(fisherExact({ up: 8, down: 2 }, { up: 1, down: 5 })).toBeCloseTo(0.034965034965034975, 12);
    expect(fisherExact({ up: 30, down: 20 }, { up: 45, down: 5 })).toBeCloseTo(0.0009668432030628979, 12);
    expect(fisherExact({ up: 10, down: 10 }, { up: 10, down: 10 })).toBeCloseTo(1, 9);
    expect(fisherExact({ up: 0, down: 0 }, { up: 3, down: 1 })).toBe(1);
  });
});

describe('the assignment', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `conversation-${String(index)}`);
  const ofB = (experiment: string, share: number) =>
    ids.filter((id) => assignArm(experiment, id, share) === 'b');

  it('is the same every time, and near the share', () => {
    expect(ofB('one', 0.3)).toEqual(ofB('one', 0.3));
    expect(ofB('one', 0.3).length / ids.length).toBeCloseTo(0.3, 1);
    expect(ofB('one', 0)).toEqual([]);
    expect(ofB('one', 1)).toHaveLength(ids.length);
  });

  it('moves nobody away from B when the share grows', () => {
    const later = new Set(ofB('one', 0.5));
    expect(ofB('one', 0.2).every((id) => later.has(id))).toBe(true);
  });

  it('of one experiment tells nothing of another', () => {
    const other = new Set(ofB('two', 0.5));
    const both = ofB('one', 0.5).filter((id) => other.has(id)).length;
    expect(both / ids.length).toBeCloseTo(0.25, 1);
  });
});

describe('a comparison', () => {
  it('has no verdict before both have the planned ratings, however clear it looks', () => {
    const { state, better, p_value: p } = compareArms([20, 0, 0, 0, 0], [0, 0, 0, 0, 20]);
    expect(plannedRatingsPerArm).toBe(59);
    expect(p).toBeLessThan(0.001);
    expect({ state, better }).toEqual({ state: 'collecting', better: null });
  });

  it('names the better arm, or says that no difference can be shown', () => {
    expect(compareArms([5, 10, 30, 40, 15], [1, 4, 20, 40, 35])).toMatchObject({
      state: 'decided',
      better: 'b',
      a: { ratings: 100, average: 3.5 },
    });
    expect(compareArms([1, 4, 20, 40, 35], [5, 10, 30, 40, 15]).better).toBe('a');
    expect(compareArms([5, 10, 30, 40, 15], [5, 11, 29, 40, 15]).verdict).toContain(
      'No difference can be shown',
    );
  });

  it('fits its schema', () => {
    fc.assert(
      fc.property(counts(40), counts(40), (a, b) => void armComparisonSchema.parse(compareArms(a, b))),
    );
  });
});
