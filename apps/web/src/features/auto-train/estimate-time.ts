/** Seconds that one call of a model takes, as a first guess. Seed 002: a single example takes about 3 seconds. */
const secondsPerCall = 3;

/**
 * Seconds that a batch takes at best: the calls of all examples, as many at a time as allowed, and never less than one
 * example's calls after one another (candidates at the same time, then votes, then the judge).
 *
 * @param rounds calls of an example that wait for each other, 1 to 3
 */
export function estimateSeconds(calls: number, concurrency: number, rounds: number): number {
  return Math.max(Math.ceil(calls / concurrency), rounds) * secondsPerCall;
}

/** Calls of an example that wait for each other: all write, three or more vote, a judge scores. */
export function roundsOf(members: number, withJudge: boolean): number {
  return 1 + (members > 2 ? 1 : 0) + (withJudge ? 1 : 0);
}
