import type { Database } from '@understudy/db/database';
import { getAvatar } from '@understudy/db/avatars/get-avatar';
import { insertChatMessage } from '@understudy/db/chat/insert-chat-message';
import { recordChatPassages } from '@understudy/db/knowledge/record-chat-passages';
import { getActivePromptVersion, getPromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import { incrementUsage } from '@understudy/db/prompt-versions/increment-usage';
import type { ChatReply, ChatRequest } from '@understudy/domain/chat/chat';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { KnowledgePassage } from '@understudy/domain/knowledge/knowledge-passage';
import { composeChatMessages } from '@understudy/domain/prompt-versions/compose-chat-messages';
import { composeDefaultSystemPrompt } from '@understudy/domain/prompt-versions/default-system-prompt';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { passagesFor } from '../knowledge/retrieve-knowledge.ts';
import type { ChatModel, ChatModelMessage, TokenUsage } from '../providers/chat-model.ts';
import type { ChatModels } from '../providers/chat-models.ts';
import type { EmbeddingModel } from '../providers/embedding-model.ts';
import { unusableAnswer } from '../providers/provider-errors.ts';

/** A message to an avatar. */
export type ChatInput = { userId: string; avatarId: string; request: ChatRequest; signal?: AbortSignal };

/** A piece of a streamed answer; `done` comes once, last, when the exchange is stored. */
export type ChatEvent = { type: 'delta'; text: string } | { type: 'done'; reply: ChatReply };

/** Talks with avatars. Errors are `not_found` or one of the `provider_…` codes. */
export type ChatService = {
  reply(input: ChatInput): Promise<ChatReply>;
  stream(input: ChatInput): AsyncIterable<ChatEvent>;
};

type Dependencies = { database: Database; models: ChatModels; embeddings: EmbeddingModel };
type PreparedChat = {
  version: PromptVersion | null;
  model: ChatModel;
  modelName: string;
  messages: readonly ChatModelMessage[];
  passages: readonly KnowledgePassage[];
};

/** Talks with avatars: final prompt = trained personality + knowledge + what the user says. */
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
  const request = { model: chat.modelName, messages: chat.messages };
  let text = '';
  for await (const delta of chat.model.stream(
    input.signal === undefined ? request : { ...request, signal: input.signal },
  )) {
    if (delta.type === 'text') {
      text += delta.text;
      yield { type: 'delta', text: delta.text };
    } else {
      if (text.trim() === '') throw unusableAnswer(chat.model.provider, 'it is empty');
      yield { type: 'done', reply: await store(dependencies, input, chat, text, delta.model, delta.usage) };
    }
  }
}

async function prepare(
  { database, models, embeddings }: Dependencies,
  input: ChatInput,
): Promise<PreparedChat> {
  const { userId, avatarId, request, signal } = input;
  const { avatar, version } = await database.asUser(userId, async (tx) => ({
    avatar: await getAvatar(tx, avatarId),
    version:
      request.prompt_version_id === undefined
        ? await getActivePromptVersion(tx, avatarId)
        : await getPromptVersion(tx, request.prompt_version_id),
  }));
  if (version !== null && version.avatar_id !== avatarId) {
    throw new UnderstudyError('not_found', 'This avatar has no such prompt version.');
  }
  const modelName = avatar.base_model ?? models.names.chat;
  const model = models.forName(modelName);
  const question = request.message;
  const passages = await passagesFor({ database, embeddings }, { userId, avatarId, question, signal });
  return {
    version,
    modelName,
    model,
    passages,
    messages: composeChatMessages({
      systemPrompt: version?.system_prompt ?? composeDefaultSystemPrompt(avatar),
      passages,
      history: request.history,
      message: request.message,
    }),
  };
}

/** Stores the exchange and counts the version's use, both or neither. */
async function store(
  { database }: Dependencies,
  { userId, avatarId, request }: ChatInput,
  { version, model, passages }: PreparedChat,
  reply: string,
  modelName: string,
  usage: TokenUsage,
): Promise<ChatReply> {
  const { id, createdAt } = await database.asUser(userId, async (tx) => {
    if (version !== null) await incrementUsage(tx, version.id);
    const message = await insertChatMessage(tx, {
      avatarId,
      promptVersionId: version?.id ?? null,
      message: request.message,
      reply,
      model: modelName,
      provider: model.provider,
      simulatedProvider: model.simulated,
      fallback: null,
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
    provider: model.provider,
    simulated_provider: model.simulated,
    fallback: null,
    passages: [...passages],
    usage: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
    created_at: createdAt.toISOString(),
  };
}
