const delays = [200, 500, 1_000, 2_000, 5_000] as const;

/** Milliseconds to wait before restart number `attempt` (from 0): 200, 500, 1,000, 2,000, then always 5,000. */
export function backOff(attempt: number): number {
  return delays[Math.min(attempt, delays.length - 1)] ?? 5_000;
}
