import type { ProviderName } from './chat-model.ts';
import type { FairSlots } from './fair-slots.ts';
import type { ProviderGate } from './provider-gate.ts';

/** What bounds the calls of a process. */
export type ProviderPlaces = {
  /** Places for calls of this process, for all users together. */
  callSlots: FairSlots;
  providerGate: ProviderGate;
};

/**
 * Makes a call in its turn: when its user has a place, when the rate limit allows it, and not while the provider has
 * asked for a pause.
 *
 * @throws the signal's reason when it is aborted while waiting; whatever `call` throws
 */
export async function inProviderPlace<Result>(
  { callSlots, providerGate }: ProviderPlaces,
  { userId, provider, signal }: { userId: string; provider: ProviderName; signal: AbortSignal },
  call: () => Promise<Result>,
): Promise<Result> {
  const release = await callSlots.take(userId, signal);
  try {
    await providerGate.admit(provider, signal);
    await providerGate.pass(provider, signal);
    return await call();
  } finally {
    release();
  }
}
