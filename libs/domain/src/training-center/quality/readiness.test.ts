import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readinessOf, readinessPercent } from './readiness.ts';

describe('readiness', () => {
  it.each([
    [0, 0],
    [1, 0.2],
    [50, 10],
    [100, 20],
    [300, 60],
    [499, 99.8],
    [500, 100],
    [100_000, 100],
  ])('at %i examples is %d %%', (examples, percent) => {
    expect(readinessPercent(examples)).toBe(percent);
  });

  it('never falls when an example is added', () => {
    fc.assert(
      fc.property(fc.nat(1_000), (examples) => readinessPercent(examples + 1) >= readinessPercent(examples)),
    );
  });

  it('says what is missing', () => {
    expect(readinessOf(40)).toMatchObject({
      level: 'below_minimum',
      missing_to_minimum: 60,
      missing_to_recommended: 460,
    });
  });
});
