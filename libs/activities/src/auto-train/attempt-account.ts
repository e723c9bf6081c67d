import type { CallToReserve } from '@understudy/db/budget/reserve';
import type { Settlement } from '@understudy/db/budget/settle';
import { costOf, type TokenUsage } from '@understudy/domain/budget/cost';

/** What the calls of an item cost, from their reservation on. */
export type AttemptAccount = {
  /** Notes that money was set aside for calls; those that are never made settle for nothing. */
  reserved(calls: readonly CallToReserve[]): void;
  /** Notes an answer to a call. Each of them is paid for where it took several until one could be used. */
  answered(callKey: string, model: string, usage: TokenUsage): void;
  /** What is to be settled; after `settled` only what came since. */
  settlements(): Settlement[];
  /** Forgets what has been settled; the totals stay. */
  settled(): void;
  /** Of all attempts so far. */
  totals(): { costUsd: number; inputTokens: number; outputTokens: number };
};

/** Opens the account of one item. */
export function openAttemptAccount(): AttemptAccount {
  const open = new Map<string, Settlement>();
  const totals = { costUsd: 0, inputTokens: 0, outputTokens: 0 };
  return {
    reserved(calls) {
      for (const { callKey } of calls) open.set(callKey, { callKey, usd: 0, tokens: 0 });
    },
    answered(callKey, model, usage) {
      const { usd, tokens } = costOf(model, usage);
      const before = open.get(callKey) ?? { usd: 0, tokens: 0 };
      open.set(callKey, { callKey, usd: before.usd + usd, tokens: before.tokens + tokens });
      totals.costUsd += usd;
      totals.inputTokens += usage.inputTokens;
      totals.outputTokens += usage.outputTokens;
    },
    settlements: () => [...open.values()],
    settled: () => open.clear(),
    totals: () => ({ ...totals }),
  };
}
