import type { Response } from 'express';
import { providerCall } from '../http/provider-call.ts';
import { cutAfter } from '../http/send-json.ts';
import { setProcessingTime } from '../http/service-headers.ts';
import { systemFingerprint } from './completion.ts';
import type { Choice, Completion } from './completion.ts';

/** Sends a completion as server-sent events, chunk by chunk, ending with `[DONE]`. */
export function streamCompletion(response: Response, completion: Completion, includeUsage: boolean): void {
  const { fault } = providerCall(response);
  setProcessingTime(response);
  response.status(200).set({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const events = [
    ...toChunks(completion, includeUsage).map((chunk) => toEvent(JSON.stringify(chunk))),
    toEvent('[DONE]'),
  ];
  if (fault?.kind === 'truncated_stream') {
    const whole = Buffer.from(events.join(''));
    const half = Buffer.byteLength(events.slice(0, Math.ceil(events.length / 2)).join(''));
    cutAfter(response, whole.subarray(0, Math.min(fault.after_bytes ?? half, whole.length - 1)));
    return;
  }
  if (fault?.kind === 'malformed_json') {
    const broken = toEvent('{"id":"chatcmpl-broken","choices":[{"delta":');
    response.end([...events.slice(0, Math.ceil(events.length / 2)), broken].join(''));
    return;
  }
  for (const event of events) response.write(event);
  response.end();
}

const toEvent = (data: string): string => `data: ${data}\n\n`;

function toChunks(completion: Completion, includeUsage: boolean): object[] {
  const { id, created, model } = completion;
  const common = {
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    service_tier: 'default',
    system_fingerprint: systemFingerprint,
    ...(includeUsage ? { usage: null } : {}),
  };
  const chunks = completion.choices
    .flatMap((choice) => choiceDeltas(choice))
    .map((choice) => ({ ...common, choices: [choice] }));
  return includeUsage ? [...chunks, { ...common, choices: [], usage: completion.usage }] : chunks;
}

function choiceDeltas({ index, content, refusal, finishReason }: Choice): object[] {
  const delta = (fields: object, finish: string | null = null) => ({
    index,
    delta: fields,
    logprobs: null,
    finish_reason: finish,
  });
  return [
    delta({ role: 'assistant', content: content === null ? null : '', refusal: null }),
    ...pieces(content ?? '').map((piece) => delta({ content: piece })),
    ...pieces(refusal ?? '').map((piece) => delta({ refusal: piece })),
    delta({}, finishReason),
  ];
}

/** A model streams tokens; words with the space before them come close. */
const pieces = (text: string): string[] => text.match(/\s*\S{1,12}|\s+$/gu) ?? [];
