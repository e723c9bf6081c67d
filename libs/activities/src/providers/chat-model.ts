/**
 * Who answers. A model's name says so where it begins with `lora:`, `together:` or `fireworks:`; one with a slash is
 * Hugging Face's, and everything else goes to the OpenAI-compatible provider.
 */
export type ProviderName = 'openai' | 'huggingface' | 'lora' | 'together' | 'fireworks';

/** A part of a message: text, or an image as a `data:` URL. */
export type ChatContentPart = { type: 'text'; text: string } | { type: 'image'; dataUrl: string };

/** One message of a chat completion request. */
export type ChatModelMessage = {
  role: 'system' | 'user' | 'assistant';
  content: string | readonly ChatContentPart[];
};

/** What is asked of a model. With `answerSchema` the answer is JSON that follows it strictly. */
export type ChatModelRequest = {
  model: string;
  messages: readonly ChatModelMessage[];
  answerSchema?: { name: string; schema: Record<string, unknown> };
  maxOutputTokens?: number;
  signal?: AbortSignal;
};

/** Tokens that a call was billed for. */
export type TokenUsage = { inputTokens: number; outputTokens: number };

/** A whole answer. */
export type ChatModelAnswer = { text: string; model: string; usage: TokenUsage };

/** A piece of a streamed answer; `end` comes once, last, and only when the stream was complete. */
export type ChatModelDelta =
  { type: 'text'; text: string } | { type: 'end'; model: string; usage: TokenUsage };

/**
 * A provider of chat completions. Every error it throws is an `UnderstudyError` with one of the `provider_…` codes, or
 * the abort reason of the given signal.
 */
export type ChatModel = {
  provider: ProviderName;
  /** Whether the provider simulator answers instead of a real provider. */
  simulated: boolean;
  complete(request: ChatModelRequest): Promise<ChatModelAnswer>;
  stream(request: ChatModelRequest): AsyncIterable<ChatModelDelta>;
};
