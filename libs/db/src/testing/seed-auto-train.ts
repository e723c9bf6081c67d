import { signatureOf } from '@understudy/domain/auto-train/near-duplicates';
import type { AcceptedItem, FailedItem } from '../auto-train/item-result.ts';
import { createAutoTrainBatch, type NewAutoTrainBatch } from '../auto-train/create-auto-train-batch.ts';
import { recordItems } from '../auto-train/record-items.ts';
import { reserve } from '../budget/reserve.ts';
import { setBudget } from '../budget/user-budget.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { insertNotification } from '../notifications/notifications.ts';
import { setUserSettings } from '../user-settings/user-settings.ts';

/** A month to pay in. */
export const someMonth = '2026-11';

/** A batch as a request would describe it. */
export function describeBatch(changes: Partial<NewAutoTrainBatch> = {}): NewAutoTrainBatch {
  return {
    batchId: newId(),
    runId: newId(),
    avatarId: null,
    title: '50 examples',
    numExamples: 50,
    genres: ['fantasy', 'sci_fi'],
    storeInMemory: false,
    seedNumber: 42,
    ensemble: [{ model: 'simulated', weight: 1 }],
    judgeModel: null,
    concurrency: 10,
    caps: { maxCostUsd: null, maxTokens: null },
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
    ...changes,
  };
}

/** A story of 60 words that shares no word with that of any other number. */
export function storyOf(number: number): string {
  return `${Array.from({ length: 60 }, (_, place) => `word${place}of${number}`).join(' ')}.`;
}

/** An item with an example, as a lane hands it in. */
export function acceptedItem(itemIndex: number, changes: Partial<AcceptedItem> = {}): AcceptedItem {
  const story = changes.story ?? storyOf(itemIndex);
  return {
    status: 'accepted',
    itemIndex,
    attempts: 1,
    genre: itemIndex % 2 === 0 ? 'fantasy' : 'sci_fi',
    promptIndex: itemIndex % 10,
    modifierIndex: itemIndex % 7,
    instruction: `Write story ${itemIndex}.`,
    story,
    signature: signatureOf(story),
    qualityScore: 8.5,
    judgeScore: null,
    votes: { winner: 0, method: 'unopposed', votes: [] },
    members: [{ model: 'simulated', quality: 8.5, failure: null }],
    rejections: [],
    settlements: [],
    costUsd: 0.0012,
    inputTokens: 300,
    outputTokens: 200,
    durationMs: 900,
    ...changes,
  };
}

/** An item that was given up after one attempt, as a lane hands it in. */
export function failedItem(itemIndex: number, changes: Partial<FailedItem> = {}): FailedItem {
  const reason = 'provider_failed';
  const message = 'No model answered.';
  return {
    status: 'failed',
    reason,
    message,
    itemIndex,
    attempts: 1,
    genre: 'fantasy',
    promptIndex: 0,
    modifierIndex: 0,
    votes: null,
    members: [{ model: 'simulated', quality: null, failure: { code: 'provider_unavailable', message } }],
    rejections: [{ attempt: 1, reason, message, excerpt: null }],
    settlements: [],
    costUsd: 0,
    inputTokens: 0,
    outputTokens: 0,
    durationMs: 900,
    ...changes,
  };
}

/** IDs of a batch that was just queued. */
export type SeededBatch = { batchId: string; runId: string };

/** Queues a batch. */
export async function seedBatch(
  tx: Transaction,
  changes: Partial<NewAutoTrainBatch> = {},
): Promise<SeededBatch> {
  const { batchId, runId } = await createAutoTrainBatch(tx, describeBatch(changes));
  return { batchId, runId };
}

/** Puts at least one row into every table of auto-train and budget: of the avatar, and of its user. */
export async function seedAutoTrain(tx: Transaction, avatarId: string): Promise<void> {
  const { batchId, runId } = await seedBatch(tx, { avatarId });
  const newStory = storyOf(Number.parseInt(batchId.slice(-6), 16));
  await reserve(tx, {
    runId,
    month: someMonth,
    callKey: 'story 0',
    model: 'simulated',
    usd: 0.01,
    tokens: 900,
  });
  await recordItems(tx, batchId, [acceptedItem(0, { story: newStory }), failedItem(1)]);
  await setBudget(tx, { monthlyCostUsd: 20, monthlyTokens: null });
  await setUserSettings(tx, { autoFineTune: true });
  await insertNotification(tx, {
    kind: 'ready_for_fine_tuning',
    title: 'Ready',
    body: 'There are 50 examples.',
    data: { unused_examples: 50 },
    dedupeKey: 'ready 1',
  });
}
