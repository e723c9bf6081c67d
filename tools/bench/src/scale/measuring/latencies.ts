import { percentile } from '@understudy/domain/style/statistics';

/** Milliseconds that many requests took, summed up. Percentiles are interpolated between ranks. */
export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Sums latencies up. With fewer than 1,000 of them p99 rests on fewer than ten.
 *
 * @throws RangeError without a measurement
 */
export function latenciesOf(milliseconds: readonly number[]): Latencies {
  if (milliseconds.length === 0) throw new RangeError('Nothing was measured');
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    max: percentile(sorted, 1),
  };
}
