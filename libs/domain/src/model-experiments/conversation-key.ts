import type { ChatRequest } from '../chat/chat.ts';

/**
 * What tells a conversation from others, so that all of it goes to one arm: the ID that the client gives it, or else its
 * first turn, which every later message carries in its history.
 */
export function conversationKey({
  conversation_id: id,
  history,
  message,
}: Pick<ChatRequest, 'conversation_id' | 'history' | 'message'>): string {
  return id ?? history[0]?.content ?? message;
}
