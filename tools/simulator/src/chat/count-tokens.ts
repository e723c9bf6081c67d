import { messageText, requestImages } from './chat-request.ts';
import type { ChatRequest } from './chat-request.ts';

/** Characters a token stands for on average in English, by OpenAI's rule of thumb. */
const charactersPerToken = 4;
/** Tokens that frame each message, and the answer, in OpenAI's chat format. */
const framing = 3;
/** An image at low detail, and at high detail at phone resolution (85 + 170 per 512-pixel tile, 6 tiles). */
const lowDetailTokens = 85;
const highDetailTokens = 85 + 170 * 6;

/** Tokens of a text, estimated from its length: plausible, not exact. */
export const countTokens = (text: string): number => Math.ceil(text.length / charactersPerToken);

/** Tokens of a request's messages and images. */
export function countPromptTokens(request: ChatRequest): number {
  const texts = request.messages.reduce(
    (sum, message) => sum + framing + countTokens(messageText(message)),
    framing,
  );
  return requestImages(request).reduce(
    (sum, { detail }) => sum + (detail === 'low' ? lowDetailTokens : highDetailTokens),
    texts,
  );
}

/** The beginning of a text that has so many tokens. */
export const cutToTokens = (text: string, tokens: number): string =>
  text.slice(0, tokens * charactersPerToken);
