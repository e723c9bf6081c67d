import { setTimeout as wait } from 'node:timers/promises';
import type { ProviderName } from './chat-model.ts';

/** Keeps calls back while a provider has asked for a pause. */
export type ProviderGate = {
  /**
   * Returns at once unless the provider is to be left alone; then when it may be asked again.
   *
   * @throws the signal's reason when it is aborted while waiting
   */
  pass(provider: ProviderName, signal: AbortSignal): Promise<void>;
  /**
   * Waits for the call's turn where a rate limit is configured. Asked right before a call, once for each.
   *
   * @throws the signal's reason when it is aborted while waiting
   */
  admit(provider: ProviderName, signal: AbortSignal): Promise<void>;
  /** Milliseconds for which the provider is to be left alone still; 0 when it may be asked. */
  closedFor(provider: ProviderName): number;
  /** Leaves the provider alone for some milliseconds from now; a pause that lasts longer stays. */
  close(provider: ProviderName, milliseconds: number): void;
};

/** A gate for the calls of this process alone, without a rate limit. */
export function createProviderGate(now: () => number = () => performance.now()): ProviderGate {
  const closedUntil = new Map<ProviderName, number>();
  const closedFor = (provider: ProviderName) => Math.max(0, (closedUntil.get(provider) ?? 0) - now());
  return {
    closedFor,
    async pass(provider, signal) {
      // A timer may fire a little early, and the pause may have been made longer meanwhile: look again.
      for (let left = closedFor(provider); left > 0; left = closedFor(provider)) {
        await wait(Math.ceil(left), undefined, { signal });
      }
    },
    admit: () => Promise.resolve(),
    close(provider, milliseconds) {
      closedUntil.set(provider, Math.max(closedUntil.get(provider) ?? 0, now() + milliseconds));
    },
  };
}
