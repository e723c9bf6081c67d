import { createHash } from 'node:crypto';
import type { Transaction } from '@understudy/db/database';
import { listAvatarConversations } from '@understudy/db/training-sessions/load-avatar-messages';
import type { LoadedTrainingSession } from '@understudy/db/training-sessions/load-training-session';

/**
 * Digest of all that the analysis, the draft and the version are made from. Each of them is kept under this digest, so
 * that repeating a step finds it, and a retry that adds a file makes it anew. Conversations never change once they are
 * stored, so their IDs stand for them.
 */
export async function inputDigest(tx: Transaction, session: LoadedTrainingSession): Promise<string> {
  const { instructions, avatar } = session;
  const conversations = await listAvatarConversations(tx, session.sessionId);
  return createHash('sha256')
    .update(
      JSON.stringify({
        conversations: conversations.map(({ id, avatarSpeaker }) => [id, avatarSpeaker]),
        instructions,
        avatar: [avatar.name, avatar.backstory, avatar.traits, avatar.mbti],
      }),
    )
    .digest('hex');
}
