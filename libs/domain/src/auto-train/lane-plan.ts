import type { ItemRange } from './auto-train-contract.ts';

/** What bounds the lanes of a batch. */
export type LaneLimits = {
  /** Provider calls that one lane keeps under way at most: what one worker process carries without trouble. */
  maxWindow: number;
  /** Items of one lane activity at most. */
  maxRange: number;
};

/**
 * Fifty calls of 200 ms keep a worker's processor busy for a third of the time; in two lanes of 25 instead of one of 50 a
 * batch of 500 took 40 ms longer, as two activities begin, end and wait for each other's writes.
 *
 * The end of every range drains its window, which costs most where latencies differ: 20,000 calls at 200 with log-normal
 * latencies (σ 0.4) take 1.16 of the ideal in ranges of 600, 1.11 in ranges of 1,200, 1.06 in ranges of 1,500 (simulated).
 * Larger ones balance worse over workers of different speed.
 */
export const laneLimits: LaneLimits = { maxWindow: 50, maxRange: 1_500 };

/** The limits of workflows that began before `laneLimits` were what they are: they go on as they began. */
export const firstLaneLimits: LaneLimits = { maxWindow: 32, maxRange: 600 };

/** Calls that make a lane of their own worth it, where there is a choice. */
const MIN_WINDOW = 16;
/** Items of one workflow execution at most: some two hundred history events, far below the warning at 10,240. */
const MAX_PAGE = 10_000;

/** How a batch travels. */
export type LanePlan = {
  /** Lane activities at the same time. */
  lanes: number;
  /** Items of the largest range that one lane activity is given. */
  rangeSize: number;
  /** Provider calls that each lane keeps under way. */
  windowPerLane: number;
  /** Items of one workflow execution; after them it continues as new. */
  pageSize: number;
  /** Items that no range exceeds. */
  maxRange: number;
};

/**
 * Sizes the lanes of a batch for a total time near the ideal, calls × latency ÷ concurrency.
 *
 * - Few lanes with wide windows: a lane's window refills by itself, so calls of different lengths even out inside it,
 *   and only its end is ragged. 16 to 50 calls a lane still spread a large batch over several workers.
 * - Of the numbers of lanes that allow it, the one whose windows add up to most of the concurrency: 6 × 33 of 199.
 * - Never more lanes or calls than there is work for.
 * - Ranges are cut by `laneRanges` so that all lanes end together.
 *
 * 500 examples at 50 are one lane, 0.002 activities an example; 100,000 at 50 are 10 pages of 7 ranges.
 *
 * @param numExamples items of the batch, from 1
 * @param concurrency provider calls at the same time, over all lanes, from 1
 * @param callsPerItem provider calls that one item makes at the same time: the members of its ensemble
 * @param limits those of now, or those that a workflow began with
 */
export function planLanes(
  numExamples: number,
  concurrency: number,
  callsPerItem = 1,
  { maxWindow, maxRange }: LaneLimits = laneLimits,
): LanePlan {
  const calls = Math.max(1, Math.min(concurrency, numExamples * callsPerItem));
  const lanes = Math.min(numExamples, laneCountFor(calls, maxWindow));
  const windowPerLane = Math.floor(calls / lanes);
  const round = lanes * windowPerLane;
  const pageSize = Math.min(numExamples, Math.max(1, Math.floor(MAX_PAGE / round)) * round);
  // The last page is shorter, yet may have the larger ranges.
  const pages = [pageSize, numExamples % pageSize];
  const ranges = pages.flatMap((to) => laneRanges({ lanes, windowPerLane, maxRange }, { from: 0, to }));
  return {
    lanes,
    rangeSize: Math.max(...ranges.map(({ from, to }) => to - from)),
    windowPerLane,
    pageSize,
    maxRange,
  };
}

/**
 * Cuts a page into ranges for lanes, in the order in which to hand them out: as many at once as there are lanes, then
 * one to each lane that ends. Ranges come in waves of one for each lane. All waves but the last are whole rounds of the
 * lanes' windows, so that a window has no empty place while it waits for its last calls; the last wave is shared out
 * evenly. So no lane gets more rounds in all than the ideal of ceil(items ÷ concurrency).
 */
export function laneRanges(
  { lanes, windowPerLane, maxRange }: Pick<LanePlan, 'lanes' | 'windowPerLane' | 'maxRange'>,
  page: ItemRange,
): ItemRange[] {
  const round = lanes * windowPerLane;
  const rounds = Math.ceil((page.to - page.from) / round);
  const waves = Math.ceil(rounds / Math.max(1, Math.floor(maxRange / windowPerLane)));
  return Array.from({ length: waves }, (_, wave) => ({
    from: page.from + Math.floor((wave * rounds) / waves) * round,
    to: Math.min(page.to, page.from + Math.floor(((wave + 1) * rounds) / waves) * round),
  })).flatMap((wave) => splitEvenly(wave, lanes));
}

function laneCountFor(calls: number, maxWindow: number): number {
  const least = Math.ceil(calls / maxWindow);
  const most = Math.max(least, Math.floor(calls / MIN_WINDOW));
  const counts = Array.from({ length: most - least + 1 }, (_, extra) => least + extra);
  const used = (lanes: number) => lanes * Math.floor(calls / lanes);
  return counts.reduce((best, lanes) => (used(lanes) > used(best) ? lanes : best), least);
}

function splitEvenly({ from, to }: ItemRange, parts: number): ItemRange[] {
  const cut = (part: number) => from + Math.floor(((to - from) * part) / parts);
  return Array.from({ length: parts }, (_, part) => ({ from: cut(part), to: cut(part + 1) })).filter(
    (range) => range.to > range.from,
  );
}
