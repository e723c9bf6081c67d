import { setTimeout as wait } from 'node:timers/promises';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { BilledError } from '../providers/billed-error.ts';
import type {
  ChatModel,
  ChatModelAnswer,
  ChatModelRequest,
  ProviderName,
  TokenUsage,
} from '../providers/chat-model.ts';
import { inProviderPlace, type ProviderPlaces } from '../providers/in-provider-place.ts';
import type { ProviderGate } from '../providers/provider-gate.ts';
import { digestOf } from '../providers/recorded-answer.ts';
import type { LaneWriters } from './lane-writers.ts';
import { refuseWhenStopped, type Lane } from './lane-state.ts';

/** What a lane must have for its calls to be made, whatever it works on. */
export type CallingLane = Pick<Lane, 'window' | 'stop'> & {
  dependencies: ProviderPlaces;
  reference: { userId: string };
  writers: Pick<LaneWriters, 'answer'>;
};

/** A call of an item to one model. */
export type PaidCall = {
  callKey: string;
  request: ChatModelRequest & { answerSchema: { name: string; schema: Record<string, unknown> } };
  /** Milliseconds after which the model is given up; undefined for the provider's own limit. */
  timeoutMs: number | undefined;
  /** First call of an item: not made any more when the lane stops. */
  first: boolean;
  signal: AbortSignal;
  /** Told of answers that are paid for and cannot be used, also where another one follows. */
  billed?: (usage: TokenUsage) => void;
};

/** Tries of one call while the provider is down, before Temporal takes over with longer pauses. */
const outageTries = 4;
/** Tries of one call whose answer was cut off or garbled on its way. */
const garbledTries = 2;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

/**
 * Makes a call, again and again where that helps: after the time that a rate limit names, and a few times while the
 * provider is down. The answer is recorded before the place in the window is given to the next call, so that a kill
 * repeats no more than what was under way.
 *
 * @throws UnderstudyError one of the `provider_…` codes, never `provider_rate_limited`; the signal's reason
 */
export async function askPatiently(
  lane: CallingLane,
  model: ChatModel,
  call: PaidCall,
): Promise<ChatModelAnswer> {
  const { providerGate } = lane.dependencies;
  // Before it has a place in the window, which it would hold for that long.
  const requestDigest = digestOf(call.request);
  for (let attempt = 1; ; attempt += 1) {
    await providerGate.pass(model.provider, call.signal);
    try {
      const priority = call.first ? 0 : 1;
      return await lane.window.add(() => askOnce(lane, model, call, requestDigest), { priority });
    } catch (error) {
      if (error instanceof BilledError) call.billed?.(error.usage);
      const pause = pauseAfter(error, attempt);
      if (pause === null) throw error;
      if (pause.ofProvider) keepAway(providerGate, model.provider, pause.milliseconds);
      else await wait(pause.milliseconds, undefined, { signal: call.signal });
    }
  }
}

/**
 * Closes the gate of a provider, unless the request did so when the answer's head was read: a second time from now would
 * only make the pause longer.
 */
function keepAway(gate: ProviderGate, provider: ProviderName, milliseconds: number): void {
  if (gate.closedFor(provider) === 0) gate.close(provider, milliseconds);
}

async function askOnce(
  lane: CallingLane,
  model: ChatModel,
  call: PaidCall,
  requestDigest: string,
): Promise<ChatModelAnswer> {
  refuseWhenStopped(lane, call);
  const place = { userId: lane.reference.userId, provider: model.provider, signal: call.signal };
  return await inProviderPlace(lane.dependencies, place, async () => {
    refuseWhenStopped(lane, call);
    const startedAt = performance.now();
    const answer = await completeInTime(model, call);
    await lane.writers.answer({
      callKey: call.callKey,
      provider: model.provider,
      model: answer.model,
      requestDigest,
      response: { text: answer.text },
      ...answer.usage,
      latencyMs: Math.round(performance.now() - startedAt),
    });
    return answer;
  });
}

async function completeInTime(model: ChatModel, call: PaidCall): Promise<ChatModelAnswer> {
  const { request, signal, timeoutMs } = call;
  if (timeoutMs === undefined) return await model.complete({ ...request, signal });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await model.complete({ ...request, signal: AbortSignal.any([signal, timeout]) });
  } catch (error) {
    if (!timeout.aborted || signal.aborted) throw error;
    throw new UnderstudyError(
      'provider_unavailable',
      `${request.model} did not answer within ${String(timeoutMs)} ms.`,
      { cause: timeout.reason },
    );
  }
}

/** Whether a model was given up after the time that its ensemble allows it: waiting longer was not wanted. */
export function isMemberTimeout(error: unknown): boolean {
  return (
    error instanceof UnderstudyError &&
    error.cause instanceof DOMException &&
    error.cause.name === 'TimeoutError'
  );
}

/** How long to wait before asking again, and whether everybody has to; null when asking again is in vain. */
function pauseAfter(error: unknown, attempt: number): { milliseconds: number; ofProvider: boolean } | null {
  if (!(error instanceof UnderstudyError) || isMemberTimeout(error)) return null;
  const backOff = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  // Spread by up to half, so that calls that failed together do not come back together.
  const spread = backOff * (1 - Math.random() / 2);
  switch (error.code) {
    case 'provider_rate_limited':
      return { milliseconds: error.retryAfterMs ?? spread, ofProvider: true };
    case 'provider_unavailable':
      if (error.retryAfterMs !== undefined) return { milliseconds: error.retryAfterMs, ofProvider: true };
      return attempt < outageTries ? { milliseconds: spread, ofProvider: false } : null;
    case 'provider_answer_invalid':
      return attempt < garbledTries ? { milliseconds: 0, ofProvider: false } : null;
    default:
      return null;
  }
}
