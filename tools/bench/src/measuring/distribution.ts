import { percentile } from '@understudy/domain/style/statistics';

/** What many measurements of one thing come to. Percentiles are interpolated between ranks. */
export interface Distribution {
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/**
 * Sums measurements up. With fewer than some 20 of them, p95 lies close to the maximum.
 *
 * @throws RangeError without a measurement
 */
export function distributionOf(values: readonly number[]): Distribution {
  if (values.length === 0) throw new RangeError('Nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    min: percentile(sorted, 0),
    median: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    max: percentile(sorted, 1),
  };
}

/** The median alone. */
export function medianOf(values: readonly number[]): number {
  return distributionOf(values).median;
}
