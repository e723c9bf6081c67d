import type { Conversation } from '@understudy/domain/enrichment/conversation';
import { runErrorSchema } from '@understudy/domain/runs/run';
import { avatarProfiles } from '../schema/avatars.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';

/** Columns to select for `toConversation`, of conversations joined with their avatars and files. */
export const conversationColumns = {
  id: conversations.id,
  title: conversations.title,
  fileName: avatarTrainingFiles.name,
  avatarId: conversations.avatarId,
  avatarName: avatarProfiles.name,
  trainingDataId: conversations.trainingDataId,
  messageCount: conversations.messageCount,
  avatarSpeaker: conversations.avatarSpeaker,
  startedAt: conversations.startedAt,
  endedAt: conversations.endedAt,
  enrichmentStatus: conversations.enrichmentStatus,
  enrichedFilePath: conversations.enrichedFilePath,
  persona: conversations.persona,
  emotionalArc: conversations.emotionalArc,
  trainingTopic: conversations.trainingTopic,
  enrichmentQuality: conversations.enrichmentQuality,
  enrichedPairCount: conversations.enrichedPairCount,
  enrichedAt: conversations.enrichedAt,
  enrichmentError: conversations.enrichmentError,
  createdAt: conversations.createdAt,
};

/** A conversation as selected with `conversationColumns`. */
export type ConversationRow = Pick<
  typeof conversations.$inferSelect,
  Exclude<keyof typeof conversationColumns, 'avatarName' | 'fileName'>
> & { avatarName: string; fileName: string };

/** A conversation as the API lists it. */
export function toConversation(row: ConversationRow): Conversation {
  return {
    conversation_id: row.id,
    title: row.title,
    file_name: row.fileName,
    avatar_id: row.avatarId,
    avatar_name: row.avatarName,
    training_session_id: row.trainingDataId,
    message_count: row.messageCount,
    avatar_speaker: row.avatarSpeaker,
    started_at: row.startedAt,
    ended_at: row.endedAt,
    enrichment_status: row.enrichmentStatus,
    enriched_file_path: row.enrichedFilePath,
    persona: row.persona,
    emotional_arc: row.emotionalArc,
    training_topic: row.trainingTopic,
    quality_score: row.enrichmentQuality,
    training_pairs: row.enrichedPairCount,
    enriched_at: row.enrichedAt?.toISOString() ?? null,
    enrichment_error: runErrorSchema.nullable().parse(row.enrichmentError),
    created_at: row.createdAt.toISOString(),
  };
}
