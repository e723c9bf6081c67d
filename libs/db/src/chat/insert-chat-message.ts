import type { ChatReply } from '@understudy/domain/chat/chat';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { chatMessages } from '../schema/chat.ts';

/** What a user said to an avatar, and what it answered. */
export type NewChatMessage = {
  avatarId: string;
  /** Null where the avatar is untrained and its profile alone spoke. */
  promptVersionId: string | null;
  message: string;
  reply: string;
  model: string;
  provider: ChatReply['provider'];
  simulatedProvider: boolean;
  fallback: string | null;
  inputTokens: number;
  outputTokens: number;
  /** The A/B split that chose who answers, and its arm; null where none did. */
  experiment?: { id: string; arm: 'a' | 'b' } | null;
};

/** Stores an exchange. The ID is what a rating refers to. */
export async function insertChatMessage(
  tx: Transaction,
  { experiment = null, ...message }: NewChatMessage,
): Promise<{ id: string; createdAt: Date }> {
  const id = newId();
  const [row] = await tx
    .insert(chatMessages)
    .values({ id, ...message, experimentId: experiment?.id ?? null, arm: experiment?.arm ?? null })
    .returning({ createdAt: chatMessages.createdAt });
  if (row === undefined) throw new Error('An insert returned no row');
  return { id, createdAt: row.createdAt };
}
