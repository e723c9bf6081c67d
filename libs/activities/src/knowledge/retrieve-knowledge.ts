import type { Database } from '@understudy/db/database';
import { hasKnowledge } from '@understudy/db/knowledge/knowledge-stats';
import { searchKnowledge, type KnowledgeQuestion } from '@understudy/db/knowledge/search-knowledge';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { KnowledgePassage, KnowledgeSearchResult } from '@understudy/domain/knowledge/knowledge-passage';
import { selectPassages } from '@understudy/domain/knowledge/select-passages';
import type { EmbeddingModel } from '../providers/embedding-model.ts';

/** What finding knowledge needs from outside. */
export type KnowledgeSources = { database: Database; embeddings: EmbeddingModel };

/** A question of a user. */
export type AskedQuestion = {
  userId: string;
  question: string;
  avatarId: string | null;
  limit: number;
  signal?: AbortSignal | undefined;
};

/** Milliseconds that a question may take to be embedded, since a person waits. */
const patienceMs = 5_000;

/** Passages of which the ones worth telling a model of are chosen. */
const considered = 10;

/**
 * Searches the user's knowledge by words and by meaning. Where the embedding model cannot be asked, or takes longer than
 * five seconds, by words alone, which the answer says.
 *
 * @throws UnderstudyError `database_unavailable`; the signal's reason when aborted
 */
export async function retrieveKnowledge(
  { database, embeddings }: KnowledgeSources,
  { userId, signal, ...asked }: AskedQuestion,
): Promise<KnowledgeSearchResult> {
  const embedding = await embedQuestion(embeddings, asked.question, signal);
  const passages = await database.asUser(userId, (tx) => searchKnowledge(tx, { ...asked, embedding }));
  return { passages, searched_by: embedding === null ? ['words'] : ['words', 'meaning'] };
}

/**
 * The passages that bear on a message to an avatar, best first: of what it knows, and of what all avatars of the user
 * know. None where there is no knowledge; nothing is embedded then.
 *
 * @throws UnderstudyError `database_unavailable`; the signal's reason when aborted
 */
export async function passagesFor(
  sources: KnowledgeSources,
  message: { userId: string; avatarId: string; question: string; signal?: AbortSignal | undefined },
): Promise<KnowledgePassage[]> {
  const { userId, avatarId } = message;
  if (!(await sources.database.asUser(userId, (tx) => hasKnowledge(tx, avatarId)))) return [];
  const { passages } = await retrieveKnowledge(sources, { ...message, limit: considered });
  return selectPassages(passages);
}

async function embedQuestion(
  embeddings: EmbeddingModel,
  question: string,
  signal: AbortSignal | undefined,
): Promise<KnowledgeQuestion['embedding']> {
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const { vectors } = await embeddings.embed(
      [question],
      signal === undefined ? patience : AbortSignal.any([signal, patience]),
    );
    const [vector] = vectors;
    return vector === undefined ? null : { model: embeddings.model, vector };
  } catch (error) {
    signal?.throwIfAborted();
    if (patience.aborted || (error instanceof UnderstudyError && error.code.startsWith('provider_')))
      return null;
    throw error;
  }
}
