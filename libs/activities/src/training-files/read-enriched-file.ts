import type { ConversationToBuild } from '@understudy/db/training-files/list-conversations-to-build';
import { readEnrichedLine, type EnrichedLine } from '@understudy/domain/enrichment/enriched-conversation';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { linesOf } from '../storage/lines-of.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';

/**
 * The lines of a conversation's enriched file, each really parsed.
 *
 * @throws UnderstudyError `not_found` where the file is gone, `file_unreadable` where it is damaged: both say to run the
 *   enrichment again; `storage_unavailable`
 */
export async function* readEnrichedFile(
  storage: ObjectStorage,
  conversation: Omit<ConversationToBuild, 'position'>,
): AsyncGenerator<EnrichedLine> {
  let ended = false;
  try {
    if (conversation.path === null) throw new UnderstudyError('not_found', 'There is no enriched file.');
    for await (const line of linesOf(await storage.getStream(conversation.path))) {
      const read = parseLine(line);
      ended = read.kind === 'end';
      yield read;
    }
    if (!ended) throw damaged();
  } catch (error) {
    throw toFailure(error, conversation);
  }
}

function parseLine(line: string): EnrichedLine {
  try {
    return readEnrichedLine(line);
  } catch (error) {
    throw damaged(error);
  }
}

const damaged = (cause?: unknown) =>
  new UnderstudyError('file_unreadable', 'The enriched file is damaged.', { cause });

function toFailure(
  error: unknown,
  { conversationId, title }: Omit<ConversationToBuild, 'position'>,
): unknown {
  const code = error instanceof UnderstudyError ? error.code : null;
  if (code !== 'file_unreadable' && code !== 'not_found') return error;
  const name = title === null ? conversationId : `“${title}” (${conversationId})`;
  return new UnderstudyError(
    code,
    `Failed to download enriched JSON of the conversation ${name}: its file is ${code === 'file_unreadable' ? 'damaged' : 'not in storage any more'}. ` +
      'Re-run enrichment for this conversation with "force": true, then build the training file again.',
    { cause: error },
  );
}
