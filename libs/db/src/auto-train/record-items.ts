import { rejectionSentence } from '@understudy/domain/auto-train/rejection-reason';
import { isEnded } from '@understudy/domain/runs/run';
import { and, eq, inArray } from 'drizzle-orm';
import { askTogether } from '../ask-together.ts';
import { settleMany } from '../budget/settle.ts';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { lockRun } from '../runs/lock-run.ts';
import type { RunRow } from '../runs/run-mapping.ts';
import { autoTrainBatches, autoTrainItems } from '../schema/auto-train.ts';
import {
  findLikelyDuplicates,
  lockSignatures,
  separateNearDuplicates,
} from '../training-examples/near-duplicates.ts';
import { countItems, type BatchCounts } from './count-items.ts';
import { insertExamples } from './insert-examples.ts';
import { deleteItems, insertItems } from './insert-items.ts';
import { excerptOf, insertRejections, type StoredRejection } from './insert-rejections.ts';
import type { AcceptedItem, FailedItem, ItemResult } from './item-result.ts';
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
  const [, batch] = await askTogether([() => lockSignatures(tx), () => findBatch(tx, batchId)]);
  const settlements = results.flatMap((result) => result.settlements);
  const [{ run, accepted, failed, rejections, ...recorded }, account] = await askTogether([
    () => storeItems(tx, batch, results),
    () => settleMany(tx, batch.runId, settlements),
  ]);
  if (recorded.stored.length + rejections.length > 0) {
    const { numExamples } = batch;
    const { counts } = recorded;
    await writeItemsEvent(tx, run, { numExamples, accepted, failed, rejections, counts, account });
  }
  return recorded;
}

/** What was stored, as the event about it tells. */
type StoredItems = RecordedItems & {
  run: RunRow;
  accepted: AcceptedItem[];
  failed: FailedItem[];
  rejections: StoredRejection[];
};

async function storeItems(
  tx: Transaction,
  { id: batchId, runId, userId }: Batch,
  results: readonly ItemResult[],
): Promise<StoredItems> {
  const [run, found, known] = await askTogether([
    () => lockRun(tx, runId),
    () => findItems(tx, batchId, results),
    () => findLikelyDuplicates(tx, userId, results.filter(isAccepted)),
  ]);
  if (isEnded(run.status)) {
    const counts = await countItems(tx, batchId, {
      accepted: 0,
      acceptedQuality: 0,
      failed: 0,
      rejected: 0,
    });
    const tooLate = results.map(({ itemIndex }) => itemIndex);
    const none = {
      stored: [],
      storedBefore: [],
      nearDuplicates: [],
      accepted: [],
      failed: [],
      rejections: [],
    };
    return { ...none, run, tooLate, counts };
  }
  const { open, storedBefore } = separateStored(found, run.attempt, results);
  const failed = open.filter((item) => item.status === 'failed');
  const { fresh, duplicates } = separateNearDuplicates(known, open.filter(isAccepted));
  const stored = [...fresh, ...failed].map(({ itemIndex }) => itemIndex);
  const replaced = stored.filter((itemIndex) => found.has(itemIndex));
  const rejected = [...open.flatMap(rejectionsOf), ...duplicates.map(rejectionOfDuplicate)];
  const [, , , [rejections, counts]] = await askTogether([
    () => deleteItems(tx, batchId, replaced),
    () => insertItems(tx, batchId, run.attempt, [...fresh, ...failed]),
    () => insertExamples(tx, run, batchId, fresh),
    async () => {
      const written = await insertRejections(tx, batchId, rejected);
      const added = {
        accepted: fresh.length,
        acceptedQuality: sumOfQuality(fresh),
        failed: failed.length - replaced.length,
      };
      return [written, await countItems(tx, batchId, { ...added, rejected: written.length })] as const;
    },
  ]);
  const nearDuplicates = duplicates.map(({ itemIndex }) => itemIndex);
  const recorded = { stored, storedBefore, nearDuplicates, tooLate: [], counts };
  return { ...recorded, run, accepted: fresh, failed, rejections };
}

function sumOfQuality(items: readonly AcceptedItem[]): number {
  return items.reduce((sum, { qualityScore }) => sum + qualityScore, 0);
}

const isAccepted = (item: ItemResult): item is AcceptedItem => item.status === 'accepted';

type Batch = Pick<typeof autoTrainBatches.$inferSelect, 'id' | 'runId' | 'userId' | 'numExamples'>;

async function findBatch(tx: Transaction, batchId: string): Promise<Batch> {
  const { id, runId, userId, numExamples } = autoTrainBatches;
  const rows = await tx
    .select({ id, runId, userId, numExamples })
    .from(autoTrainBatches)
    .where(and(mine(autoTrainBatches), eq(id, batchId)));
  return firstOrNotFound(rows, 'auto-train batch', batchId);
}

/**
 * Tells apart what is to be stored and what is there already. What is there may be replaced where it failed: by an
 * example always, by another failure only in a later attempt of the run.
 */
function separateStored(
  found: FoundItems,
  runAttempt: number,
  results: readonly ItemResult[],
): { open: ItemResult[]; storedBefore: number[] } {
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
  return { open: [...open.values()], storedBefore: [...storedBefore] };
}

type FoundItems = ReadonlyMap<number, Pick<typeof autoTrainItems.$inferSelect, 'status' | 'runAttempt'>>;

async function findItems(
  tx: Transaction,
  batchId: string,
  results: readonly ItemResult[],
): Promise<FoundItems> {
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
const rejectionOfDuplicate = ({ story, ...item }: AcceptedItem): StoredRejection => ({
  itemIndex: item.itemIndex,
  genre: item.genre,
  attempt: item.attempts,
  reason: 'near_duplicate',
  message: rejectionSentence('near_duplicate', item),
  excerpt: excerptOf(story),
});
