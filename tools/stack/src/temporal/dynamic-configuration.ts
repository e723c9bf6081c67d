/**
 * How often a second each shard looks for tasks that it has to hand out. Temporal's own is 20, for clusters of hundreds of
 * shards. The development server has a single one, where each step of every run then waited up to 50 ms for its turn: a
 * small training session took 0.8 s instead of 0.3.
 */
const looksPerSecond = 1_000;

/** Temporal's settings that differ from its own: task queues that honour priorities and fairness keys, and one shard that is quick. */
export const dynamicConfiguration: readonly string[] = [
  'matching.useNewMatcher=true',
  'matching.enableFairness=true',
  `history.transferProcessorMaxPollRPS=${String(looksPerSecond)}`,
  `history.timerProcessorMaxPollRPS=${String(looksPerSecond)}`,
];
