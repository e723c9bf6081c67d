import { parseChatExport } from '@understudy/domain/conversations/parse-chat-export';
import type { ParsedConversation } from '@understudy/domain/conversations/message';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { TrainingSessionFile } from '@understudy/domain/training-sessions/training-session';

/** What was read off a file. */
export type ExtractedFile = {
  extractionMethod: NonNullable<TrainingSessionFile['extraction_method']>;
  pageCount: number | null;
  text: string;
  conversations: readonly ParsedConversation[];
  warnings: readonly string[];
};

const codes = {
  no_conversation: 'no_conversation',
  single_speaker: 'single_speaker',
  empty_text: 'file_without_text',
  malformed_export: 'file_unreadable',
} as const;

/**
 * The conversations in a file's text.
 *
 * @throws UnderstudyError `no_conversation`, `single_speaker`, `file_without_text` or `file_unreadable`, naming the file
 */
export function conversationsIn(name: string, text: string): readonly ParsedConversation[] {
  const result = parseChatExport(text, { fileName: name });
  if (result.ok) return result.conversations;
  throw new UnderstudyError(codes[result.code], result.message);
}

/** The error of a file in which neither its text layer nor the vision model found any text. */
export function withoutText(name: string): UnderstudyError {
  return new UnderstudyError(
    'file_without_text',
    `No readable text was found in “${name}”. Use a sharper, larger picture, or export the chat as text.`,
  );
}
