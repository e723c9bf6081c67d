/** Rounds to four decimals: rates are stored and shown, and more digits would claim a precision they lack. */
export function roundRate(value: number): number {
  // Adding zero turns -0, which is no figure to show anyone, into 0.
  return Math.round(value * 10_000) / 10_000 + 0;
}

/** `part / whole`, rounded to four decimals; 0 when the whole is 0. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : roundRate(part / whole);
}

/** The share of `items` for which `test` holds, from 0 to 1; 0 for an empty list. */
export function shareOf<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  let hits = 0;
  for (const item of items) if (test(item)) hits += 1;
  return share(hits, items.length);
}

/** The arithmetic mean, rounded to four decimals; 0 for an empty list. */
export function mean(values: readonly number[]): number {
  return share(
    values.reduce((total, value) => total + value, 0),
    values.length,
  );
}

/**
 * A percentile with linear interpolation between ranks (Hyndman & Fan 1996, type 7, the default of R
 * and NumPy).
 * @param sorted ascending values
 * @param fraction from 0 to 1: 0.5 is the median
 */
export function percentile(sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return roundRate(below + (above - below) * (position - Math.floor(position)));
}
