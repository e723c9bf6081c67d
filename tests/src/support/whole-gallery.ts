import { autoTrainItemSchema } from '@understudy/domain/auto-train/auto-train-item';
import { pageOf } from '@understudy/domain/http/page';
import { expect } from 'vitest';
import type { ApiClient } from './api-client.ts';
import type { AutoTrainPage } from './auto-train-page.ts';

const items = pageOf('BrowserTestItems', autoTrainItemSchema);

/** The gallery of the batch that is open comes to show every kept example once, and nothing else. */
export async function expectWholeGallery(autoTrain: AutoTrainPage, user: ApiClient): Promise<void> {
  const path = `/api/auto-train-batches/${autoTrain.batchId()}/items?status=accepted&limit=200`;
  const difference = async () => {
    const shown = await autoTrain.shownIndexes();
    const kept = new Set((await user.get(path, items)).items.map(({ index }) => index));
    return [...shown, ...kept].filter((index) => !shown.has(index) || !kept.has(index));
  };
  await expect.poll(difference, { timeout: 15_000 }).toEqual([]);
}
