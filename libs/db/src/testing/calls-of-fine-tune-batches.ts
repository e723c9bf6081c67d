import { createFineTuneBatchSchema } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import type { Transaction } from '../database.ts';
import { changeBatchItem, listBatchItems, loadFineTuneBatch } from '../fine-tune-batches/batch-items.ts';
import { createFineTuneBatch } from '../fine-tune-batches/create-fine-tune-batch.ts';
import { getFineTuneBatch, listFineTuneBatches } from '../fine-tune-batches/get-fine-tune-batch.ts';
import { newId } from '../new-id.ts';

type Ids = { avatarId: string; fineTuneBatchId: string };
type Call = (tx: Transaction) => Promise<unknown>;

/** Queries of batches that know no such row when somebody else's ID is asked for. */
export function batchCallsAnsweredNotFound({ avatarId, fineTuneBatchId }: Ids): Record<string, Call> {
  const job = { base_model: 'gpt-4o-mini-2024-07-18' };
  return {
    createFineTuneBatch: (tx) =>
      createFineTuneBatch(tx, {
        batchId: newId(),
        request: createFineTuneBatchSchema.parse({ avatar_ids: [avatarId], job }),
        simulatedProvider: true,
        idempotencyKey: newId(),
        requestDigest: 'digest',
      }),
    getFineTuneBatch: (tx) => getFineTuneBatch(tx, fineTuneBatchId),
    loadFineTuneBatch: (tx) => loadFineTuneBatch(tx, fineTuneBatchId),
  };
}

/** Queries of batches that find nothing where only somebody else has something, each with its answer then. */
export function batchCallsAnsweredEmpty({
  fineTuneBatchId,
}: Ids): Record<string, [call: Call, answer: unknown]> {
  return {
    listFineTuneBatches: [(tx) => listFineTuneBatches(tx, { limit: 10 }), { items: [], next_cursor: null }],
    listBatchItems: [(tx) => listBatchItems(tx, fineTuneBatchId), []],
  };
}

/** Queries of batches that write and say nothing. */
export function batchCallsWithoutAnswer({ fineTuneBatchId }: Ids): Record<string, Call> {
  return {
    changeBatchItem: (tx) => changeBatchItem(tx, fineTuneBatchId, 0, { outcome: 'failed', reason: 'Stolen' }),
  };
}
