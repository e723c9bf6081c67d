import type { ItemRange, LaneStop } from '@understudy/domain/auto-train/auto-train-contract';
import {
  firstLaneLimits,
  laneLimits,
  laneRanges,
  planLanes,
  type LanePlan,
} from '@understudy/domain/auto-train/lane-plan';
import { CancellationScope, allHandlersFinished, condition, patched } from '@temporalio/workflow';
import type { RunControl } from './run-control.ts';

/** Thrown where a lane finds that the run was ended, and its workflow was not told. */
export class RunHasEnded extends Error {
  override readonly name = 'RunHasEnded';
}

/** `planLanes` for a workflow: one that began with narrower lanes goes on with them. */
export function planLanesOf(items: number, concurrency: number, callsPerItem = 1): LanePlan {
  const limits = patched('wider-lanes') ? laneLimits : firstLaneLimits;
  return planLanes(items, concurrency, callsPerItem, limits);
}

/** What lanes work through. */
export type LaneWork = {
  lanes: LanePlan;
  page: ItemRange;
  run: Pick<RunControl<string>, 'advance' | 'isPaused' | 'holdUntilResumed'>;
  /** One lane activity. */
  work: (range: ItemRange) => Promise<{ stopped: LaneStop }>;
  /** Writes that the run waits for a larger budget. */
  recordBudgetPause: () => Promise<void>;
};

/**
 * Works through a page: a few lanes at a time, the next range to each that ends. Lanes come back early when the run is
 * paused or its budget is used up, and their ranges are worked on again when it goes on. When one fails, or the run is
 * cancelled, the others are cancelled, and all have come back before the error is thrown.
 *
 * @throws RunHasEnded where a lane finds it so; whatever a lane throws
 */
export async function runLanes({ lanes, page, run, work, recordBudgetPause }: LaneWork): Promise<void> {
  let ranges = laneRanges(lanes, page);
  let completed = page.from;
  while (ranges.length > 0) {
    const waiting = [...ranges];
    const unfinished: ItemRange[] = [];
    let budgetReached = false;
    const lane = async () => {
      while (!run.isPaused() && !budgetReached) {
        const range = waiting.shift();
        if (range === undefined) return;
        const { stopped } = await work(range);
        // Ended in the database before the workflow had begun, so that nobody could tell the workflow.
        if (stopped === 'cancelled') throw new RunHasEnded();
        if (stopped === 'budget') budgetReached = true;
        if (stopped === 'done') run.advance((completed += range.to - range.from));
        else unfinished.push(range);
      }
    };
    await allOrCancelled(Array.from({ length: lanes.lanes }, () => lane));
    if (budgetReached && !run.isPaused()) {
      // Held first: who sees in the database that the run waits may resume it before the activity is known to be done.
      run.holdUntilResumed();
      await recordBudgetPause();
    }
    // Lanes look in the database whether they may start: what resumed the run must be written down by then.
    await condition(() => !run.isPaused() && allHandlersFinished());
    ranges = [...unfinished, ...waiting];
  }
}

/** Waits until all have ended, whatever happens; the first error ends the others, and is thrown at last. */
async function allOrCancelled(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  await CancellationScope.cancellable(async () => {
    const scope = CancellationScope.current();
    let failure: { error: unknown } | undefined;
    const guarded = async (task: () => Promise<void>) => {
      try {
        await task();
      } catch (error) {
        failure ??= { error };
        scope.cancel();
      }
    };
    await Promise.all(tasks.map(guarded));
    if (failure !== undefined) throw failure.error;
  });
}
