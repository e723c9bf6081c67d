import type { Database } from '@understudy/db/database';
import { getAvatar } from '@understudy/db/avatars/get-avatar';
import { insertChatMessage } from '@understudy/db/chat/insert-chat-message';
import { countFineTuneUse } from '@understudy/db/fine-tune/fine-tune-usage';
import { recordChatPassages } from '@understudy/db/knowledge/record-chat-passages';
import { incrementUsage } from '@understudy/db/prompt-versions/increment-usage';
import type { ChatReply, ChatRequest } from '@understudy/domain/chat/chat';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { costOfAnswer } from '@understudy/domain/fine-tune/cost/tuned-model-price';
import type { KnowledgePassage } from '@understudy/domain/knowledge/knowledge-passage';
import { composeChatMessages } from '@understudy/domain/prompt-versions/compose-chat-messages';
import { composeDefaultSystemPrompt } from '@understudy/domain/prompt-versions/default-system-prompt';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { passagesFor } from '../knowledge/retrieve-knowledge.ts';
import type { ChatModel, ChatModelMessage, TokenUsage } from '../providers/chat-model.ts';
import type { ChatModels } from '../providers/chat-models.ts';
import type { EmbeddingModel } from '../providers/embedding-model.ts';
import { unusableAnswer } from '../providers/provider-errors.ts';
import { availableModels, type NamedModel } from './available-models.ts';
import { chooseSpeaker } from './choose-speaker.ts';

/** A message to an avatar. */
export type ChatInput = { userId: string; avatarId: string; request: ChatRequest; signal?: AbortSignal };

/** A piece of a streamed answer; `done` comes once, last, when the exchange is stored. */
export type ChatEvent = { type: 'delta'; text: string } | { type: 'done'; reply: ChatReply };

/** Talks with avatars. Errors are `not_found` or one of the `provider_…` codes. */
export type ChatService = {
  reply(input: ChatInput): Promise<ChatReply>;
  stream(input: ChatInput): AsyncIterable<ChatEvent>;
};

type Dependencies = {
  database: Database;
  models: ChatModels;
  embeddings: EmbeddingModel;
  /** The clock by which models are shut down; tests hand in one of theirs. */
  now?: () => Date;
};
/** What a model has answered. */
type Answer = { text: string; model: ChatModel; modelName: string; usage: TokenUsage };
type PreparedChat = {
  version: PromptVersion | null;
  /** Who is asked, in turn. */
  models: readonly [NamedModel, ...NamedModel[]];
  /** The tuned model that should answer. */
  tuned: string | null;
  /** Why a model is not even asked; null where every one is. */
  fallback: string | null;
  experiment: ChatReply['experiment'];
  messages: readonly ChatModelMessage[];
  passages: readonly KnowledgePassage[];
};

/**
 * Talks with avatars: final prompt = trained personality + knowledge + what the user says. The active tuned model answers;
 * where it fails before its first word the base model does, and the reply says so.
 */
export function createChatService(dependencies: Dependencies): ChatService {
  return {
    stream: (input) => stream(dependencies, input),
    async reply(input) {
      for await (const event of stream(dependencies, input)) if (event.type === 'done') return event.reply;
      throw unusableAnswer('openai', 'the stream was cut off');
    },
  };
}

async function* stream(dependencies: Dependencies, input: ChatInput): AsyncIterable<ChatEvent> {
  const chat = await prepare(dependencies, input);
  let [first, ...others] = chat.models;
  let { fallback } = chat;
  for (;;) {
    let hasBegun = false;
    try {
      for await (const event of answerOf(dependencies, input, chat, { ...first, fallback })) {
        hasBegun = true;
        yield event;
      }
      return;
    } catch (error) {
      const [next, ...rest] = others;
      if (next === undefined || hasBegun || !isProviderError(error)) throw error;
      fallback = `${first.name} did not answer (${error.message}) ${next.name} answered in its place.`;
      [first, others] = [next, rest];
    }
  }
}

/** A model that is asked; `fallback` says in whose place and why. */
type Asked = NamedModel & { fallback: string | null };

async function* answerOf(
  dependencies: Dependencies,
  input: ChatInput,
  chat: PreparedChat,
  asked: Asked,
): AsyncIterable<ChatEvent> {
  const model = dependencies.models.forName(asked.name);
  const request = { model: asked.name, messages: chat.messages };
  let text = '';
  for await (const delta of model.stream(
    input.signal === undefined ? request : { ...request, signal: input.signal },
  )) {
    if (delta.type === 'text') {
      text += delta.text;
      yield { type: 'delta', text: delta.text };
    } else {
      if (text.trim() === '') throw unusableAnswer(model.provider, 'it is empty');
      const answer = { text, model, modelName: delta.model, usage: delta.usage };
      yield { type: 'done', reply: await store(dependencies, input, chat, asked, answer) };
    }
  }
}

function isProviderError(error: unknown): error is UnderstudyError {
  return error instanceof UnderstudyError && error.code.startsWith('provider_');
}

async function prepare(
  { database, models, embeddings, now = () => new Date() }: Dependencies,
  input: ChatInput,
): Promise<PreparedChat> {
  const { userId, avatarId, request, signal } = input;
  const { avatar, speaker } = await database.asUser(userId, async (tx) => ({
    avatar: await getAvatar(tx, avatarId),
    speaker: await chooseSpeaker(tx, avatarId, request),
  }));
  const { version, experiment } = speaker;
  const { base, asked, tuned, fallback } = availableModels(speaker.models, models.names.chat, now());
  const question = request.message;
  const passages = await passagesFor({ database, embeddings }, { userId, avatarId, question, signal });
  return {
    version,
    experiment,
    models: asked === null ? [base] : [asked, base],
    fallback,
    tuned,
    passages,
    messages: composeChatMessages({
      systemPrompt: version?.system_prompt ?? composeDefaultSystemPrompt(avatar),
      passages,
      history: request.history,
      message: request.message,
    }),
  };
}

/** Stores the exchange and counts the use of the version and of the tuned model: all of it or nothing. */
async function store(
  { database }: Dependencies,
  { userId, avatarId, request }: ChatInput,
  { version, tuned, passages, experiment }: PreparedChat,
  { price, fallback }: Asked,
  { text: reply, model, modelName, usage }: Answer,
): Promise<ChatReply> {
  const { id, createdAt } = await database.asUser(userId, async (tx) => {
    if (version !== null) await incrementUsage(tx, version.id);
    if (tuned !== null) {
      const cost = price === null ? 0 : costOfAnswer(price, usage);
      await countFineTuneUse(tx, { avatarId, model: tuned, ...usage, cost, fellBack: fallback !== null });
    }
    const message = await insertChatMessage(tx, {
      avatarId,
      promptVersionId: version?.id ?? null,
      message: request.message,
      reply,
      model: modelName,
      provider: model.provider,
      simulatedProvider: model.simulated,
      fallback,
      experiment,
      ...usage,
    });
    await recordChatPassages(tx, message.id, passages);
    return message;
  });
  return {
    message_id: id,
    reply,
    prompt_version_id: version?.id ?? null,
    prompt_version_number: version?.version_number ?? null,
    model: modelName,
    tuned: price !== null,
    provider: model.provider,
    simulated_provider: model.simulated,
    fallback,
    experiment,
    passages: [...passages],
    usage: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
    created_at: createdAt.toISOString(),
  };
}
