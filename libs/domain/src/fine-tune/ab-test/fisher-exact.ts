/** Thumbs of an arm. */
export type ThumbCounts = { up: number; down: number };

/**
 * Fisher's exact test of whether the share of thumbs up differs between two arms (Fisher 1922, "On the interpretation of
 * χ² from contingency tables"). Two-sided: the probability, given the sums, of all tables that are no likelier than the
 * one observed.
 *
 * @returns p, 0 to 1; 1 where an arm has no thumbs
 */
export function fisherExact(a: ThumbCounts, b: ThumbCounts): number {
  const [inA, inB, up] = [a.up + a.down, b.up + b.down, a.up + b.up];
  if (inA === 0 || inB === 0) return 1;
  const logs = logFactorials(inA + inB);
  const log = (value: number) => logs[value] ?? 0;
  const choose = (from: number, taken: number) => log(from) - log(taken) - log(from - taken);
  const likelihood = (upInA: number) => choose(inA, upInA) + choose(inB, up - upInA) - choose(inA + inB, up);
  const observed = likelihood(a.up);
  let p = 0;
  for (let upInA = Math.max(0, up - inB); upInA <= Math.min(inA, up); upInA += 1) {
    const each = likelihood(upInA);
    // Rounding must not tell tables apart that are equally likely.
    if (each <= observed + 1e-7) p += Math.exp(each);
  }
  return Math.min(1, p);
}

/** ln 0!, ln 1!, … ln n! */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let value = 2; value <= n; value += 1) logs[value] = (logs[value - 1] ?? 0) + Math.log(value);
  return logs;
}
