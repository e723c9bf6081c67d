import { rejectionReasonTitles } from '@understudy/domain/auto-train/rejection-reason';
import { isEnded } from '@understudy/domain/runs/run';
import { and, eq, inArray } from 'drizzle-orm';
import { settleMany } from '../budget/settle.ts';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { lockRun } from '../runs/lock-run.ts';
import { autoTrainBatches, autoTrainItems } from '../schema/auto-train.ts';
import { lockSignatures, separateNearDuplicates } from '../training-examples/near-duplicates.ts';
import { countItems, type BatchCounts } from './count-items.ts';
import { insertExamples } from './insert-examples.ts';
import { deleteItems, insertItems } from './insert-items.ts';
import { excerptOf, insertRejections, type StoredRejection } from './insert-rejections.ts';
import type { AcceptedItem, ItemResult } from './item-result.ts';
import { writeItemsEvent } from './write-items-event.ts';

/** What became of results that were handed in. Indices of items, each in one of the lists. */
export type RecordedItems = {
  /** Stored now. */
  stored: number[];
  /** Stored before: by an earlier execution, or by another one meanwhile. */
  storedBefore: number[];
  /** Not stored: too much like an example that is there meanwhile. The attempt counts as rejected; try again. */
  nearDuplicates: number[];
  /** Not stored: the run has ended meanwhile, and what it says of itself is to stay true. */
  tooLate: number[];
  /** Of the whole batch. */
  counts: BatchCounts;
};

/**
 * Stores many finished items in one go: the items, their examples, what was rejected on the way, what their calls cost,
 * and the progress of the run in one event. All of it or nothing, and a second execution is harmless: an item is stored
 * once, whatever was handed in when. Two near-duplicates are never stored, even when two transactions bring them at the
 * same time. Nothing is stored for a run that has ended. Calls of items that are not stored are settled all the same, as
 * they are paid for.
 *
 * Meant for 20 to 50 items at a time. Transactions of one batch, and all that store examples of one user, wait for each
 * other.
 *
 * @throws UnderstudyError `not_found`
 */
export async function recordItems(
  tx: Transaction,
  batchId: string,
  results: readonly ItemResult[],
): Promise<RecordedItems> {
  await lockSignatures(tx);
  const { runId, numExamples } = await findBatch(tx, batchId);
  const run = await lockRun(tx, runId);
  if (isEnded(run.status)) return await settleOnly(tx, batchId, runId, results);
  const { open, storedBefore, replaceable } = await separateStored(tx, batchId, run.attempt, results);
  const failed = open.filter((item) => item.status === 'failed');
  const { fresh, duplicates } = await separateNearDuplicates(
    tx,
    run.userId,
    open.filter((item) => item.status === 'accepted'),
  );
  const stored = [...fresh, ...failed].map(({ itemIndex }) => itemIndex);
  const replaced = stored.filter((itemIndex) => replaceable.has(itemIndex));
  await deleteItems(tx, batchId, replaced);
  await insertItems(tx, batchId, run.attempt, [...fresh, ...failed]);
  await insertExamples(tx, run, batchId, fresh);
  const rejections = await insertRejections(tx, batchId, [
    ...open.flatMap(rejectionsOf),
    ...duplicates.map(rejectionOfDuplicate),
  ]);
  const settlements = results.flatMap((result) => result.settlements);
  const account = await settleMany(tx, runId, settlements);
  const counts = await countItems(tx, batchId, {
    accepted: fresh.length,
    failed: failed.length - replaced.length,
    rejected: rejections.length,
  });
  if (stored.length + rejections.length > 0) {
    await writeItemsEvent(tx, run, { numExamples, accepted: fresh, failed, rejections, counts, account });
  }
  const nearDuplicates = duplicates.map(({ itemIndex }) => itemIndex);
  return { stored, storedBefore, nearDuplicates, tooLate: [], counts };
}

/** Enters what the calls of items cost that nobody waits for any more. */
async function settleOnly(
  tx: Transaction,
  batchId: string,
  runId: string,
  results: readonly ItemResult[],
): Promise<RecordedItems> {
  const settlements = results.flatMap((result) => result.settlements);
  await settleMany(tx, runId, settlements);
  const counts = await countItems(tx, batchId, { accepted: 0, failed: 0, rejected: 0 });
  const tooLate = results.map(({ itemIndex }) => itemIndex);
  return { stored: [], storedBefore: [], nearDuplicates: [], tooLate, counts };
}

async function findBatch(tx: Transaction, batchId: string) {
  const { id, runId, numExamples } = autoTrainBatches;
  const rows = await tx
    .select({ runId, numExamples })
    .from(autoTrainBatches)
    .where(and(mine(autoTrainBatches), eq(id, batchId)));
  return firstOrNotFound(rows, 'auto-train batch', batchId);
}

/**
 * Tells apart what is to be stored and what is there already. What is there may be replaced where it failed: by an
 * example always, by another failure only in a later attempt of the run.
 */
async function separateStored(
  tx: Transaction,
  batchId: string,
  runAttempt: number,
  results: readonly ItemResult[],
): Promise<{ open: ItemResult[]; storedBefore: number[]; replaceable: ReadonlySet<number> }> {
  const found = await findItems(tx, batchId, results);
  const open = new Map<number, ItemResult>();
  const storedBefore = new Set<number>();
  for (const result of results) {
    const { itemIndex, status } = result;
    const there = found.get(itemIndex);
    const replaces = status === 'accepted' || (there !== undefined && there.runAttempt < runAttempt);
    if (open.has(itemIndex)) continue;
    if (there === undefined || (there.status === 'failed' && replaces)) open.set(itemIndex, result);
    else storedBefore.add(itemIndex);
  }
  return {
    open: [...open.values()],
    storedBefore: [...storedBefore],
    replaceable: new Set(found.keys()),
  };
}

async function findItems(tx: Transaction, batchId: string, results: readonly ItemResult[]) {
  const indices = results.map(({ itemIndex }) => itemIndex);
  const { itemIndex, status, runAttempt } = autoTrainItems;
  const rows = await tx
    .select({ itemIndex, status, runAttempt })
    .from(autoTrainItems)
    .where(and(mine(autoTrainItems), eq(autoTrainItems.batchId, batchId), inArray(itemIndex, indices)));
  return new Map(rows.map((row) => [row.itemIndex, row]));
}

const rejectionsOf = ({ itemIndex, genre, rejections }: ItemResult): StoredRejection[] =>
  rejections.map((rejection) => ({ itemIndex, genre, ...rejection }));

/** A story that was good enough, had another one like it not been stored before. */
const rejectionOfDuplicate = ({ itemIndex, genre, attempts, story }: AcceptedItem): StoredRejection => ({
  itemIndex,
  genre,
  attempt: attempts,
  reason: 'near_duplicate',
  message: `${rejectionReasonTitles.near_duplicate}.`,
  excerpt: excerptOf(story),
});
