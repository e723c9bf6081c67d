import type { MissingItem } from '@understudy/db/auto-train/list-missing-items';
import type { ItemRejection } from '@understudy/db/auto-train/item-result';
import { maxItemAttempts } from '@understudy/domain/auto-train/auto-train-contract';
import { planItem, type ItemPlan } from '@understudy/domain/auto-train/item-plan';
import { composeInstruction } from '@understudy/domain/auto-train/story-request';
import { setTimeout as wait } from 'node:timers/promises';
import { attemptExample, type AcceptedStory, type RejectedStory } from './attempt-example.ts';
import { openAttemptAccount, type AttemptAccount } from './attempt-account.ts';
import { LaneStopped, type Lane } from './lane-state.ts';
import { planCalls } from './plan-calls.ts';

/** How an item ended. */
export type ItemEnd = 'accepted' | 'failed';

/** Milliseconds until a reservation is tried again that waits for calls under way to be settled. */
const settlingPauseMs = 200;

/**
 * Works on an item until it has an example, or has used up its attempts. Each attempt has another plan in the same
 * genre; all of it is a function of the batch's seed, so that a second execution asks the same questions.
 *
 * @throws LaneStopped where it was not begun, with nothing set aside for it any more; UnderstudyError where it is not the item's fault
 */
export async function workOnItem(lane: Lane, missing: MissingItem, signal: AbortSignal): Promise<ItemEnd> {
  const account = openAttemptAccount();
  try {
    return await attemptItem(lane, missing, account, signal);
  } catch (error) {
    if (error instanceof LaneStopped) await giveBack(lane, account);
    throw error;
  }
}

/** Enters what an item has cost that is not finished now, and gives back what was set aside for its other calls. */
async function giveBack(lane: Lane, account: AttemptAccount): Promise<void> {
  const settlements = account.settlements();
  if (settlements.length > 0) await lane.writers.reserve({ calls: [], settlements });
}

async function attemptItem(
  lane: Lane,
  { itemIndex, attemptsMade }: MissingItem,
  account: AttemptAccount,
  signal: AbortSignal,
): Promise<ItemEnd> {
  const startedAt = performance.now();
  let rejections: ItemRejection[] = [];
  const last = attemptsMade + maxItemAttempts;
  for (let attempt = attemptsMade + 1; ; attempt += 1) {
    const plan = planItem({ ...lane.settings, itemIndex, attempt });
    await reserveAttempt(lane, account, itemIndex, attempt, plan, signal);
    const first = attempt === attemptsMade + 1;
    const outcome = await attemptExample(lane, { itemIndex, attempt, plan, account, signal, first });
    const item = { itemIndex, attempt, plan, startedAt, account, rejections };
    if (outcome.accepted) {
      const recorded = await lane.writers.item(toAcceptedItem(item, outcome));
      if (recorded === 'stored') return 'accepted';
      // The rejection is stored with it, and its calls are settled.
      account.settled();
      rejections = [];
      if (attempt < last) continue;
    } else {
      const { reason, message, excerpt } = outcome;
      rejections.push({ attempt, reason, message, excerpt });
      if (attempt < last) continue;
    }
    await lane.writers.item(toFailedItem(item, outcome));
    return 'failed';
  }
}

type ItemSoFar = {
  itemIndex: number;
  attempt: number;
  plan: ItemPlan;
  startedAt: number;
  account: AttemptAccount;
  rejections: readonly ItemRejection[];
};

function toItem({ itemIndex, attempt, plan, startedAt, account, rejections }: ItemSoFar) {
  return {
    itemIndex,
    attempts: attempt,
    genre: plan.genre,
    promptIndex: plan.promptIndex,
    modifierIndex: plan.modifierIndex,
    rejections,
    settlements: account.settlements(),
    ...account.totals(),
    durationMs: Math.round(performance.now() - startedAt),
  };
}

function toAcceptedItem(item: ItemSoFar, outcome: AcceptedStory) {
  const { story, signature, qualityScore, judgeScore, votes, members } = outcome;
  const instruction = composeInstruction(item.plan);
  const kept = { instruction, story, signature, qualityScore, judgeScore, votes, members };
  return { ...toItem(item), ...kept, status: 'accepted' as const };
}

function toFailedItem(item: ItemSoFar, outcome: AcceptedStory | RejectedStory) {
  const { votes, members } = outcome;
  const why = outcome.accepted
    ? { reason: 'near_duplicate' as const, message: 'Every attempt came out too much like another example.' }
    : { reason: outcome.reason, message: outcome.message };
  return { ...toItem(item), ...why, votes, members, status: 'failed' as const };
}

/** Sets money aside for all calls of an attempt; waits for it where calls under way may leave enough. */
async function reserveAttempt(
  lane: Lane,
  account: AttemptAccount,
  itemIndex: number,
  attempt: number,
  plan: ItemPlan,
  signal: AbortSignal,
): Promise<void> {
  // What was answered before is paid for: it is settled, and not set aside for a second time.
  const calls = planCalls(lane, itemIndex, attempt, plan).filter(
    ({ callKey }) => !lane.recordedCalls.has(callKey),
  );
  for (;;) {
    const refusal = await lane.writers.reserve({ calls, settlements: account.settlements() });
    account.settled();
    if (refusal === null) {
      account.reserved(calls);
      return;
    }
    if (!refusal.mayFitAfterSettling) lane.stop.reason ??= 'budget';
    if (lane.stop.reason !== null) throw new LaneStopped();
    await wait(settlingPauseMs, undefined, { signal });
  }
}
