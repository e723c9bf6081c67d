import type {
  ConversationSpeaker,
  ExtractedConversation,
  TrainingLog,
  TrainingSessionFile,
} from '@understudy/domain/training-sessions/training-session';
import { getTableColumns } from 'drizzle-orm';
import { z } from 'zod';
import type { conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import type { avatarTrainingLogs } from '../schema/training-sessions.ts';

const withoutText = ({ extractedText: _text, ...columns }: typeof avatarTrainingFiles._.columns) => columns;

/** Columns of a file without its text, which may be megabytes. */
export const fileColumns = withoutText(getTableColumns(avatarTrainingFiles));

/** A file as selected with `fileColumns`. */
export type TrainingSessionFileRow = Omit<typeof avatarTrainingFiles.$inferSelect, 'extractedText'>;

/** A file as the API shows it. */
export function toFile(row: TrainingSessionFileRow): TrainingSessionFile {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    content_type: row.contentType,
    size_bytes: row.sizeBytes,
    status: row.status,
    extraction_method: row.extractionMethod,
    page_count: row.pageCount,
    text_length: row.textLength,
    message_count: row.messageCount,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    warnings: row.warnings,
  };
}

/** What the `speakers` column of a conversation holds. */
export const storedSpeakersSchema = z.array(z.object({ name: z.string(), message_count: z.int() }));

/** A conversation as the API shows it. */
export function toConversation(row: typeof conversations.$inferSelect): ExtractedConversation {
  return {
    id: row.id,
    file_id: row.fileId,
    title: row.title,
    format: row.format,
    message_count: row.messageCount,
    pair_count: row.pairCount,
    speakers: storedSpeakersSchema
      .parse(row.speakers)
      .map((speaker) => ({ ...speaker, is_avatar: speaker.name === row.avatarSpeaker })),
    avatar_speaker: row.avatarSpeaker,
    started_at: row.startedAt,
    ended_at: row.endedAt,
  };
}

/** Everybody who speaks in any of the conversations, most messages first. */
export function allSpeakers(found: readonly ExtractedConversation[]): ConversationSpeaker[] {
  const byName = new Map<string, ConversationSpeaker>();
  for (const { name, message_count, is_avatar } of found.flatMap(({ speakers }) => speakers)) {
    const known = byName.get(name);
    byName.set(name, {
      name,
      message_count: message_count + (known?.message_count ?? 0),
      is_avatar: is_avatar || known?.is_avatar === true,
    });
  }
  return [...byName.values()].sort((one, other) => other.message_count - one.message_count);
}

const detailsSchema = z.record(z.string(), z.json());

/** A line of the log as the API shows it. */
export function toLog(row: typeof avatarTrainingLogs.$inferSelect): TrainingLog {
  return {
    id: row.id,
    level: row.level,
    step: row.step,
    message: row.message,
    details: detailsSchema.parse(row.details),
    created_at: row.createdAt.toISOString(),
  };
}
