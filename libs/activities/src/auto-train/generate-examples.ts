import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { askTogether } from '@understudy/db/ask-together';
import { listMissingItems, type MissingItem } from '@understudy/db/auto-train/list-missing-items';
import { loadAutoTrainBatch } from '@understudy/db/auto-train/load-auto-train-batch';
import { settleAnsweredCalls } from '@understudy/db/auto-train/settle-answered-calls';
import { releaseAll } from '@understudy/db/budget/release';
import { listProviderCalls } from '@understudy/db/provider-calls/list-provider-calls';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import type {
  AutoTrainLaneInput,
  AutoTrainLaneResult,
  ItemRange,
  LaneStop,
} from '@understudy/domain/auto-train/auto-train-contract';
import PQueue from 'p-queue';
import { runLane } from '../runs/lane.ts';
import { stopFor } from '../runs/stop-for.ts';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';
import type { AutoTrainDependencies } from './auto-train-reference.ts';
import { itemKeyOf } from './call-key.ts';
import type { SharedWriters } from './lane-writers.ts';
import { LaneStopped, type Lane } from './lane-state.ts';
import { workOnItem } from './work-on-item.ts';

/** Milliseconds between two looks at whether the run is paused. */
const lookMs = 250;
/** Milliseconds that calls under way have to be answered after a cancellation. */
const graceMs = 1_000;
/**
 * Items in work for each that the window can hold: while some wait to be stored or paid for, others have their calls
 * under way.
 */
const itemsInWork = 4;

/**
 * A lane: works on all missing items of a range with a window of calls that is always full. Each item is stored with
 * its progress in one transaction; a repeated lane asks the database what is missing, and finds the answers that were
 * paid for.
 *
 * @throws UnderstudyError where nobody can answer; the signal's reason
 */
export async function generateExamples(
  dependencies: AutoTrainDependencies,
  sharedWriters: SharedWriters,
  input: AutoTrainLaneInput,
  signal: AbortSignal,
): Promise<AutoTrainLaneResult> {
  const { userId, runId, batchId, attempt } = input;
  const window = new PQueue({ concurrency: input.window });
  const reference = { userId, runId, batchId, attempt };
  const load = { callsWaiting: () => window.size };
  const shared = sharedWriters.join(reference, load);
  const { lane, missing } = await prepareLane(
    { dependencies, reference, window, writers: shared.writers },
    input,
  );
  const ends = { accepted: 0, failed: 0 };
  const watch = watchRun(lane, input);
  stopWhenAborted(lane, signal);
  try {
    const itemsAtATime = Math.ceil(input.window / lane.settings.ensemble.length);
    await runLane({
      items: missing,
      window: itemsAtATime * itemsInWork,
      begunAtOnce: itemsAtATime,
      signal,
      graceMs,
      mayStartNext: () => Promise.resolve(lane.stop.reason === null),
      work: async (item, abortSignal) => {
        setMaxListeners(0, abortSignal);
        try {
          ends[await workOnItem(lane, item, abortSignal)] += 1;
        } catch (error) {
          if (!(error instanceof LaneStopped)) throw error;
        }
      },
    });
  } finally {
    watch.end();
    shared.leave();
  }
  if (lane.stop.reason !== null) await giveBackRange(lane, input);
  const stopped: LaneStop = lane.stop.reason ?? 'done';
  return { ...ends, stopped };
}

async function prepareLane(
  given: Pick<Lane, 'dependencies' | 'reference' | 'window' | 'writers'>,
  { from, to }: ItemRange,
): Promise<{ lane: Lane; missing: MissingItem[] }> {
  const { userId, runId, batchId, attempt } = given.reference;
  return await given.dependencies.database.asUser(userId, async (tx) => {
    const keys = { from: itemKeyOf(from), to: itemKeyOf(to) };
    const [missing, settings, recordedCalls, status] = await askTogether([
      () => listMissingItems(tx, batchId, { from, to }, attempt),
      () => loadAutoTrainBatch(tx, batchId),
      () => listProviderCalls(tx, runId, keys),
      () => getRunStatus(tx, runId),
    ]);
    const lane: Lane = {
      ...given,
      settings,
      recordedCalls,
      brokenSeats: new Map(),
      notedFailures: new Set(),
      stop: { reason: stopFor(status) },
    };
    return { lane, missing };
  });
}

/**
 * Gives back what is still set aside for a range that nobody works on until the run goes on: each item did so by itself,
 * and what is left was set aside by an execution that failed or was killed. Others who share the cap would wait for it.
 */
async function giveBackRange({ dependencies, reference }: Lane, { from, to }: ItemRange): Promise<void> {
  const { userId, runId } = reference;
  const keys = { from: itemKeyOf(from), to: itemKeyOf(to) };
  await whileDatabaseIsAway(() =>
    dependencies.database.asUser(userId, async (tx) => {
      await settleAnsweredCalls(tx, runId, keys);
      await releaseAll(tx, runId, keys);
    }),
  );
}

/** Cancelled by the workflow: items that wait for their first call are not begun, and what is under way is finished. */
function stopWhenAborted(lane: Lane, signal: AbortSignal): void {
  const stop = () => {
    lane.stop.reason ??= 'cancelled';
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
}

/** Looks four times a second whether somebody paused or ended the run. */
function watchRun(lane: Lane, { userId, runId }: AutoTrainLaneInput): { end(): void } {
  const ending = new AbortController();
  const look = async () => {
    for (;;) {
      await wait(lookMs, undefined, { signal: ending.signal });
      const status = await lane.dependencies.database
        .asUser(userId, (tx) => getRunStatus(tx, runId))
        // The database is away: what is under way waits for it by itself.
        .catch(() => null);
      if (status !== null) lane.stop.reason ??= stopFor(status);
    }
  };
  look().catch(() => undefined);
  return { end: () => ending.abort() };
}
