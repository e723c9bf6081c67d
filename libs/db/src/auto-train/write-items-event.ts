import { percentOfAutoTrain } from '@understudy/domain/auto-train/auto-train-contract';
import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import type { Transaction } from '../database.ts';
import type { RunRow } from '../runs/run-mapping.ts';
import { writeRunEvent } from '../runs/write-run-event.ts';
import type { BatchCounts } from './count-items.ts';
import type { StoredRejection } from './insert-rejections.ts';
import type { AcceptedItem, FailedItem } from './item-result.ts';

/** What a group of items has come to. */
export type ItemsNews = {
  numExamples: number;
  accepted: readonly AcceptedItem[];
  failed: readonly FailedItem[];
  rejections: readonly StoredRejection[];
  counts: BatchCounts;
  account: BudgetAccount;
};

/** Writes one event for a group of items: IDs, counts and scores, no texts. The run is locked. */
export async function writeItemsEvent(tx: Transaction, run: RunRow, news: ItemsNews): Promise<void> {
  const { numExamples, accepted, failed, rejections, counts, account } = news;
  const completed = counts.accepted + counts.failed;
  await writeRunEvent(tx, run, {
    type: 'item_completed',
    level: failed.length > 0 ? 'warning' : 'info',
    phase: 'generating',
    message: `${counts.accepted} of ${numExamples} examples.`,
    data: {
      items: accepted.map(({ itemIndex, genre, qualityScore }) => ({
        index: itemIndex,
        genre,
        quality: qualityScore,
      })),
      failed: failed.map(({ itemIndex, reason }) => ({ index: itemIndex, reason })),
      rejected: rejections.map(({ itemIndex, attempt, reason }) => ({ index: itemIndex, attempt, reason })),
      counts,
      cost: { spent_usd: account.spent.usd, tokens: account.spent.tokens },
    },
    update: {
      completed,
      total: numExamples,
      percent: percentOfAutoTrain('generating', completed, numExamples),
    },
  });
}
