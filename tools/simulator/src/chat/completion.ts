import { randomUUID } from 'node:crypto';
import type { Fault } from '../faults/fault.ts';
import type { ChatRequest } from './chat-request.ts';
import { countPromptTokens, countTokens, cutToTokens } from './count-tokens.ts';

/** One choice of a completion, before it is put on the wire. */
export interface Choice {
  readonly index: number;
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finishReason: 'stop' | 'length' | 'content_filter';
}

/** A finished completion, to be sent whole or in chunks. */
export interface Completion {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly choices: readonly Choice[];
  readonly usage: ReturnType<typeof toUsage>;
}

/**
 * Completes a request with the given answers, one a choice: cuts them at the token limit and applies the faults
 * that change an answer's content.
 *
 * @param now milliseconds since the epoch.
 */
export function toCompletion(
  request: ChatRequest,
  answers: readonly string[],
  fault: Fault | undefined,
  now: number,
): Completion {
  const limit = request.max_completion_tokens ?? request.max_tokens ?? undefined;
  const choices = answers.map((answer, index) => toChoice(answer, index, limit, fault));
  const completionTokens = choices.reduce(
    (sum, choice) => sum + countTokens(choice.content ?? choice.refusal ?? ''),
    0,
  );
  return {
    id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
    created: Math.floor(now / 1000),
    model: request.model,
    choices,
    usage: toUsage(countPromptTokens(request), completionTokens),
  };
}

function toChoice(
  answer: string,
  index: number,
  limit: number | undefined,
  fault: Fault | undefined,
): Choice {
  if (fault?.kind === 'refusal') {
    return {
      index,
      content: null,
      refusal: "I'm sorry, but I can't help with that request.",
      finishReason: 'stop',
    };
  }
  if (fault?.kind === 'content_filter') {
    return {
      index,
      content: answer.slice(0, answer.length / 3),
      refusal: null,
      finishReason: 'content_filter',
    };
  }
  if (fault?.kind === 'malformed_output') {
    const broken = `Sure! Here is what you asked for: ${answer.slice(0, Math.ceil(answer.length * 0.7))}`;
    return { index, content: broken, refusal: null, finishReason: 'stop' };
  }
  if (limit !== undefined && countTokens(answer) > limit) {
    return { index, content: cutToTokens(answer, limit), refusal: null, finishReason: 'length' };
  }
  return { index, content: answer, refusal: null, finishReason: 'stop' };
}

function toUsage(promptTokens: number, completionTokens: number) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** Names the "weights and configuration" that answered, as the service does. */
export const systemFingerprint = 'fp_simulator';

/** The completion as one JSON body. */
export function toCompletionBody({ id, created, model, choices, usage }: Completion) {
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: choices.map(({ index, content, refusal, finishReason }) => ({
      index,
      message: { role: 'assistant', content, refusal, annotations: [] },
      logprobs: null,
      finish_reason: finishReason,
    })),
    usage,
    service_tier: 'default',
    system_fingerprint: systemFingerprint,
  };
}
