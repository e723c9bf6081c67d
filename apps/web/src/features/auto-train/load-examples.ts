import type { AutoTrainItem } from '@understudy/domain/auto-train/auto-train-item';
import DataLoader from 'dataloader';
import { ApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';

/** Cards that appear within this time are asked for together. */
const gatherMs = 16;
/** As many indexes as the API takes at once. */
const mostIndexes = 100;

/**
 * Reads items of a batch by their index, many with one request.
 *
 * @throws ApiError `not_found` for an index that the batch has not finished yet
 */
export function createItemLoader(batchId: string): (index: number) => Promise<AutoTrainItem> {
  const loader = new DataLoader<number, AutoTrainItem>((indexes) => readItems(batchId, indexes), {
    // Answers are kept by the page's own cache, which also drops them again.
    cache: false,
    maxBatchSize: mostIndexes,
    batchScheduleFn: (load) => void setTimeout(load, gatherMs),
  });
  return (index) => loader.load(index);
}

async function readItems(batchId: string, indexes: readonly number[]): Promise<(AutoTrainItem | ApiError)[]> {
  const { items } = await unwrap(
    client.GET('/api/auto-train-batches/{id}/items', {
      params: { path: { id: batchId }, query: { index: [...new Set(indexes)].join(',') } },
    }),
  );
  const byIndex = new Map(items.map((item) => [item.index, item]));
  return indexes.map((index) => byIndex.get(index) ?? missing(index));
}

function missing(index: number): ApiError {
  return new ApiError('not_found', `Example ${index + 1} of this batch is not there.`, 404);
}
