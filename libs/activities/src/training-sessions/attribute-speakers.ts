import type { Transaction } from '@understudy/db/database';
import { insertTrainingExamples } from '@understudy/db/training-sessions/insert-training-examples';
import {
  loadConversations,
  type LoadedConversation,
} from '@understudy/db/training-sessions/load-conversations';
import { loadTrainingSession } from '@understudy/db/training-sessions/load-training-session';
import { recordSpeakers } from '@understudy/db/training-sessions/record-findings';
import { listSessionFiles } from '@understudy/db/training-sessions/session-files';
import { attributeSession } from '@understudy/domain/conversations/attribute-session';
import { extractConversationPairs } from '@understudy/domain/conversations/conversation-pairs';
import type { AttributionReason } from '@understudy/domain/conversations/speakers';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { nothingToTrainOn } from './check-uploads.ts';
import { recordPhaseEnd, recordPhaseStart } from './record-phase.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

const phase = 'speaker_attribution';

const reasons: Record<AttributionReason, string> = {
  requested: 'as you chose',
  avatar_name: 'since the name is that of the avatar',
  device_owner: 'since the chats are from that phone',
  most_messages: 'since most messages are theirs',
};

/**
 * Finds out which speaker is the avatar, and takes the exchanges in which it answers as training examples. All in one
 * transaction: a second execution finds everything in place.
 *
 * @throws UnderstudyError `speaker_unknown` naming who does speak; `nothing_to_train_on`
 */
export async function attributeSpeakers(
  { database }: TrainingDependencies,
  reference: TrainingReference,
): Promise<void> {
  await database.asUser(reference.userId, async (tx) => {
    await recordPhaseStart(tx, reference, phase, 'Finding out who is who.');
    const session = await loadTrainingSession(tx, reference.trainingSessionId);
    const conversations = await loadConversations(tx, reference.trainingSessionId);
    if (conversations.length === 0) {
      await concludeWithoutConversations(tx, reference, session.instructions);
      return;
    }
    const attribution = attributeSession(conversations, {
      requested: session.requestedSpeaker,
      avatarName: session.avatar.name,
    });
    if (!attribution.ok) throw new UnderstudyError('speaker_unknown', attribution.message);

    const avatarSpeakers = attribution.conversations.map((conversation) => conversation.avatarSpeaker);
    const pairs = conversations.map((conversation, index) =>
      pairsOf(conversation, avatarSpeakers[index] ?? null),
    );
    await recordSpeakers(tx, {
      sessionId: reference.trainingSessionId,
      avatarSpeaker: attribution.avatarSpeaker,
      reason: reasons[attribution.reason],
      conversations: conversations.map(({ id }, index) => ({
        id,
        avatarSpeaker: avatarSpeakers[index] ?? null,
        pairCount: pairs[index]?.length ?? 0,
      })),
    });
    await insertTrainingExamples(
      tx,
      { avatarId: reference.avatarId, sessionId: reference.trainingSessionId },
      pairs.flat(),
    );
    const people = attribution.alternatives.length + 1;
    await recordPhaseEnd(
      tx,
      reference,
      phase,
      `${attribution.avatarSpeaker} is the avatar, ${reasons[attribution.reason]}; ${people} people speak, and ${pairs.flat().length.toLocaleString('en')} exchanges were found.`,
      { avatar_speaker: attribution.avatarSpeaker, speaker_count: people, pair_count: pairs.flat().length },
    );
  });
}

function pairsOf(conversation: LoadedConversation, avatarSpeaker: string | null) {
  if (avatarSpeaker === null) return [];
  return extractConversationPairs(conversation.messages, avatarSpeaker).map((pair) => ({
    conversationId: conversation.id,
    position: pair.position,
    instruction: pair.userMessage,
    context: pair.context,
    response: pair.avatarReply,
    patternType: pair.patternType,
    qualityScore: pair.qualityScore,
    source: 'training_session',
  }));
}

async function concludeWithoutConversations(
  tx: Transaction,
  reference: TrainingReference,
  instructions: string,
): Promise<void> {
  if (instructions === '') {
    const files = await listSessionFiles(tx, reference.trainingSessionId);
    throw nothingToTrainOn(files.filter(({ status }) => status === 'failed'));
  }
  await recordPhaseEnd(tx, reference, phase, 'There are no conversations; the instructions alone are used.');
}
