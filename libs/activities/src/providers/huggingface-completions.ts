import { readBilled } from './billed-error.ts';
import type { ChatModelAnswer, ChatModelDelta, ChatModelMessage, ChatModelRequest } from './chat-model.ts';
import type { HuggingFaceSettings } from './huggingface-chat-model.ts';
import { beginCall, clientOf } from './huggingface-client.ts';
import { toHuggingFaceError } from './huggingface-error.ts';
import { unusableAnswer } from './provider-errors.ts';

/** @throws UnderstudyError with one of the `provider_…` codes; the reason of the signal that ended the call */
export async function complete(
  settings: HuggingFaceSettings,
  request: ChatModelRequest,
): Promise<ChatModelAnswer> {
  const { options, headers } = beginCall(settings, request.signal);
  try {
    const completion = await clientOf(settings).chatCompletion(toParams(request), options);
    const usage = toUsage(completion.usage);
    const text = readBilled(usage, () => textOf(completion.choices[0]?.message.content));
    return { text, model: completion.model, usage };
  } catch (error) {
    throw toHuggingFaceError(error, { ...request, headers: headers() });
  }
}

function textOf(content: unknown): string {
  if (typeof content !== 'string') throw unusableAnswer('huggingface', 'it has no text');
  return content;
}

/** @throws as `complete` */
export async function* stream(
  settings: HuggingFaceSettings,
  request: ChatModelRequest,
): AsyncIterable<ChatModelDelta> {
  const { options, headers } = beginCall(settings, request.signal);
  try {
    let finished = false;
    let usage = toUsage(undefined);
    for await (const chunk of clientOf(settings).chatCompletionStream(
      { ...toParams(request), stream_options: { include_usage: true } },
      options,
    )) {
      if (chunk.usage) usage = toUsage(chunk.usage);
      const choice = chunk.choices[0];
      if (choice?.delta.content) yield { type: 'text', text: choice.delta.content };
      if (choice?.finish_reason) finished = true;
    }
    if (!finished) throw unusableAnswer('huggingface', 'the stream was cut off');
    yield { type: 'end', model: request.model, usage };
  } catch (error) {
    throw toHuggingFaceError(error, { ...request, headers: headers() });
  }
}

function toParams(request: ChatModelRequest) {
  const { answerSchema } = request;
  return {
    model: request.model,
    messages: request.messages.map(toParam),
    ...(request.maxOutputTokens === undefined ? {} : { max_tokens: request.maxOutputTokens }),
    ...(answerSchema === undefined
      ? {}
      : {
          response_format: { type: 'json_schema' as const, json_schema: { ...answerSchema, strict: true } },
        }),
  };
}

function toParam({ role, content }: ChatModelMessage) {
  if (typeof content === 'string') return { role, content };
  return {
    role,
    content: content.map((part) =>
      part.type === 'text'
        ? { type: 'text' as const, text: part.text }
        : { type: 'image_url' as const, image_url: { url: part.dataUrl } },
    ),
  };
}

function toUsage(
  usage: { prompt_tokens: number; completion_tokens: number } | undefined,
): ChatModelAnswer['usage'] {
  return { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 };
}
