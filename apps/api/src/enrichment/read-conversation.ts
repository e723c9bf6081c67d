import { getConversation } from '@understudy/db/enrichment/get-conversation';
import { readEnrichedFile } from '@understudy/activities/training-files/read-enriched-file';
import type { ConversationDetail } from '@understudy/domain/enrichment/conversation';
import type { ApiDependencies } from '../dependencies.ts';

/** Pairs that are shown of a conversation. */
const shownPairs = 50;

/**
 * A conversation with the beginning of its enriched file.
 *
 * @throws UnderstudyError `not_found` also where its enriched file is gone
 */
export async function readConversation(
  { database, storage }: ApiDependencies,
  userId: string,
  conversationId: string,
): Promise<ConversationDetail> {
  const conversation = await database.asUser(userId, (tx) => getConversation(tx, conversationId));
  const detail: ConversationDetail = { conversation, metadata: null, training_pairs: [] };
  const { title, enriched_file_path: path } = conversation;
  if (path === null) return detail;
  for await (const line of readEnrichedFile(storage, { conversationId, title, path })) {
    if (line.kind === 'metadata') detail.metadata = line.metadata;
    if (line.kind === 'pair') detail.training_pairs.push(line.pair);
    if (detail.training_pairs.length === shownPairs) break;
  }
  return detail;
}
