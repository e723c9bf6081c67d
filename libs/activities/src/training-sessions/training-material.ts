import { createHash } from 'node:crypto';
import type { Transaction } from '@understudy/db/database';
import { loadConversations } from '@understudy/db/training-sessions/load-conversations';
import {
  loadTrainingSession,
  type LoadedTrainingSession,
} from '@understudy/db/training-sessions/load-training-session';
import {
  extractConversationPairs,
  type ConversationPair,
} from '@understudy/domain/conversations/conversation-pairs';
import type { TrainingReference } from './training-reference.ts';

/** Everything that the analysis, the draft and the version are made from. */
export type TrainingMaterial = {
  session: LoadedTrainingSession;
  /** What the avatar wrote, attachments left out, in order. */
  avatarMessages: string[];
  pairs: ConversationPair[];
  /**
   * Digest of the material. Whatever is made from it is kept under this digest, so that repeating a step finds it, and
   * a retry that adds a file makes it anew.
   */
  inputDigest: string;
};

/** Loads the material of a session whose speakers are known. */
export async function loadTrainingMaterial(
  tx: Transaction,
  reference: TrainingReference,
): Promise<TrainingMaterial> {
  const session = await loadTrainingSession(tx, reference.trainingSessionId);
  const conversations = (await loadConversations(tx, reference.trainingSessionId)).flatMap((conversation) =>
    conversation.avatarSpeaker === null
      ? []
      : [{ ...conversation, avatarSpeaker: conversation.avatarSpeaker }],
  );
  const { instructions, avatar } = session;
  return {
    session,
    avatarMessages: conversations.flatMap(({ messages, avatarSpeaker }) =>
      messages
        .filter(
          ({ speaker, text, attachment }) => speaker === avatarSpeaker && text !== '' && attachment === null,
        )
        .map(({ text }) => text),
    ),
    pairs: conversations.flatMap(({ messages, avatarSpeaker }) =>
      extractConversationPairs(messages, avatarSpeaker),
    ),
    inputDigest: createHash('sha256')
      .update(
        JSON.stringify({
          conversations: conversations.map(({ id, avatarSpeaker }) => [id, avatarSpeaker]),
          instructions,
          avatar: [avatar.name, avatar.backstory, avatar.traits, avatar.mbti],
        }),
      )
      .digest('hex'),
  };
}
