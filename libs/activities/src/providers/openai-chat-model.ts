import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import OpenAI from 'openai';
import { readBilled } from './billed-error.ts';
import type {
  ChatModel,
  ChatModelAnswer,
  ChatModelDelta,
  ChatModelMessage,
  ChatModelRequest,
  ProviderName,
} from './chat-model.ts';
import { toOpenAIError } from './openai-error.ts';
import type { PauseWatch } from './pause-watch.ts';
import { createProviderFetch } from './provider-fetch.ts';
import { unusableAnswer } from './provider-errors.ts';
import { withOwnSignal } from './with-own-signal.ts';

/** How to reach OpenAI, or whatever speaks its protocol (Azure, Ollama, vLLM, our trainer's server, the simulator). */
export type OpenAISettings = {
  /** Who it is; OpenAI when left out. */
  provider?: ProviderName;
  apiKey: string;
  baseUrl: string | undefined;
  simulated: boolean;
  /** Milliseconds that one call may take. */
  timeoutMs: number;
  /** 0 inside activities, where Temporal retries; 2 where a person waits for a chat answer. */
  maxRetries: number;
};

type ProviderRequest = ChatModelRequest & { provider: ProviderName };

type CompletionParams = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/**
 * Chat completions by the official client.
 *
 * @param watch keeps calls back while the provider has asked for a pause; streamed ones, for which a person waits, are not
 */
export function createOpenAIChatModel(settings: OpenAISettings, watch?: PauseWatch): ChatModel {
  const options = {
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl ?? null,
    timeout: settings.timeoutMs,
    maxRetries: settings.maxRetries,
  };
  const provider = settings.provider ?? 'openai';
  const client = new OpenAI({ ...options, fetch: createProviderFetch(watch) });
  const streamingClient = new OpenAI(options);
  return {
    provider,
    simulated: settings.simulated,
    complete: (request) => complete(client, { ...request, provider }),
    stream: (request) => stream(streamingClient, { ...request, provider }),
  };
}

async function complete(client: OpenAI, request: ProviderRequest): Promise<ChatModelAnswer> {
  try {
    const completion = await withOwnSignal(request.signal, (signal) =>
      client.chat.completions.create(toParams(request), { signal }),
    );
    const usage = toUsage(completion.usage);
    const text = readBilled(usage, () => textOf(request, completion));
    return { text, model: completion.model, usage };
  } catch (error) {
    throw toOpenAIError(error, request);
  }
}

function textOf(request: ProviderRequest, { choices }: OpenAI.Chat.Completions.ChatCompletion): string {
  const choice = choices?.[0];
  if (choice === undefined) throw unusableAnswer(request.provider, 'it has no choices');
  refuseIncomplete(request, choice.finish_reason, choice.message.refusal);
  return choice.message.content ?? '';
}

async function* stream(client: OpenAI, request: ProviderRequest): AsyncIterable<ChatModelDelta> {
  try {
    const chunks = await client.chat.completions.create(
      { ...toParams(request), stream: true, stream_options: { include_usage: true } },
      signalOption(request),
    );
    let finished = false;
    let model = request.model;
    let usage = toUsage(undefined);
    for await (const chunk of chunks) {
      model = chunk.model;
      if (chunk.usage) usage = toUsage(chunk.usage);
      const choice = chunk.choices[0];
      if (choice === undefined) continue;
      if (choice.delta.refusal) refuseIncomplete(request, null, choice.delta.refusal);
      if (choice.delta.content) yield { type: 'text', text: choice.delta.content };
      if (choice.finish_reason) {
        refuseIncomplete(request, choice.finish_reason, null);
        finished = true;
      }
    }
    request.signal?.throwIfAborted();
    if (!finished) throw unusableAnswer(request.provider, 'the stream was cut off');
    yield { type: 'end', model, usage };
  } catch (error) {
    throw toOpenAIError(error, request);
  }
}

function signalOption(request: ChatModelRequest): { signal?: AbortSignal } {
  return request.signal === undefined ? {} : { signal: request.signal };
}

function toParams(request: ChatModelRequest): CompletionParams {
  const { answerSchema } = request;
  return {
    model: request.model,
    messages: request.messages.map(toParam),
    ...(request.maxOutputTokens === undefined ? {} : { max_completion_tokens: request.maxOutputTokens }),
    ...(answerSchema === undefined
      ? {}
      : {
          response_format: {
            type: 'json_schema',
            json_schema: { name: answerSchema.name, schema: answerSchema.schema, strict: true },
          },
        }),
  };
}

function toParam({ role, content }: ChatModelMessage): OpenAI.Chat.Completions.ChatCompletionMessageParam {
  if (typeof content === 'string') return { role, content };
  if (role !== 'user') {
    throw new UnderstudyError('internal_error', `A ${role} message must be plain text`);
  }
  return {
    role,
    content: content.map((part) =>
      part.type === 'text'
        ? { type: 'text', text: part.text }
        : { type: 'image_url', image_url: { url: part.dataUrl, detail: 'high' } },
    ),
  };
}

function toUsage(usage: OpenAI.CompletionUsage | undefined): ChatModelAnswer['usage'] {
  return { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 };
}

/** An answer that was refused or cut off is no answer. */
function refuseIncomplete(
  { provider }: ProviderRequest,
  finishReason: string | null,
  refusal: string | null | undefined,
): void {
  if (refusal)
    throw new UnderstudyError('provider_refused_content', `OpenAI declined the content: ${refusal}`);
  if (finishReason === 'content_filter') {
    throw new UnderstudyError('provider_refused_content', "OpenAI's content filter stopped the answer.");
  }
  if (finishReason === 'length') throw unusableAnswer(provider, 'it is longer than the token limit');
}
