import { noLinks } from './seed.ts';
import type { Transaction } from '../database.ts';
import { createKnowledgeDocument } from '../knowledge/create-knowledge-document.ts';
import { deleteKnowledgeDocument } from '../knowledge/delete-knowledge-document.ts';
import { countStoredExamples, listExamplesWithoutChunks } from '../knowledge/example-chunks.ts';
import { getKnowledgeDocument } from '../knowledge/get-knowledge-document.ts';
import { hasKnowledge, knowledgeStats } from '../knowledge/knowledge-stats.ts';
import { listKnowledgeDocuments } from '../knowledge/list-knowledge-documents.ts';
import { loadKnowledgeDocument } from '../knowledge/load-knowledge-document.ts';
import { countChunks, listPendingChunks, recordEmbeddings } from '../knowledge/pending-chunks.ts';
import { recordChatPassages } from '../knowledge/record-chat-passages.ts';
import { recordDocumentText } from '../knowledge/record-document-chunks.ts';
import { searchKnowledge } from '../knowledge/search-knowledge.ts';
import { describeDocument, someEmbeddingModel, vectorTowards } from './seed-knowledge.ts';

type Ids = {
  avatarId: string;
  batchId: string;
  chatMessageId: string;
  documentId: string;
  documentRunId: string;
  chunkId: string;
};
type Call = (tx: Transaction) => Promise<unknown>;

const page = { limit: 10 };
const emptyPage = { items: [], next_cursor: null };

/** Queries of knowledge that know no such row when somebody else's ID is asked for. */
export function knowledgeCallsAnsweredNotFound(ids: Ids): Record<string, Call> {
  const { avatarId } = ids;
  return {
    createKnowledgeDocument: (tx) => createKnowledgeDocument(tx, describeDocument({ avatarId })),
    deleteKnowledgeDocument: (tx) => deleteKnowledgeDocument(tx, ids.documentId),
    getKnowledgeDocument: (tx) => getKnowledgeDocument(tx, ids.documentId, noLinks),
    loadKnowledgeDocument: (tx) => loadKnowledgeDocument(tx, ids.documentId),
  };
}

/** Queries of knowledge that find nothing where only somebody else has something, each with its answer then. */
export function knowledgeCallsAnsweredEmpty(ids: Ids): Record<string, [call: Call, answer: unknown]> {
  const { avatarId, batchId } = ids;
  return {
    listKnowledgeDocuments: [(tx) => listKnowledgeDocuments(tx, avatarId, page, noLinks), emptyPage],
    listExamplesWithoutChunks: [(tx) => listExamplesWithoutChunks(tx, batchId, 10), []],
    countStoredExamples: [(tx) => countStoredExamples(tx, batchId), 0],
    listPendingChunks: [(tx) => listPendingChunks(tx, ids.documentRunId, 10), []],
    countChunks: [(tx) => countChunks(tx, ids.documentRunId), { total: 0, embedded: 0 }],
    recordEmbeddings: [(tx) => recordEmbeddings(tx, 'another', [{ id: ids.chunkId, embedding: [1] }]), 0],
    hasKnowledge: [(tx) => hasKnowledge(tx, avatarId), false],
    knowledgeStats: [
      (tx) => knowledgeStats(tx, avatarId, someEmbeddingModel),
      {
        documents: 0,
        examples: 0,
        chunks: 0,
        searchable_chunks: 0,
        embedding_model: someEmbeddingModel,
        vector_index: 'exact',
      },
    ],
    searchKnowledge: [
      (tx) =>
        searchKnowledge(tx, {
          question: 'Who won the league?',
          embedding: { model: someEmbeddingModel, vector: vectorTowards(0) },
          avatarId,
          limit: 10,
        }),
      [],
    ],
  };
}

/** Queries of knowledge that write and say nothing, or that a foreign key refuses. */
export function knowledgeCallsWithoutAnswer(ids: Ids): Record<string, Call> {
  return {
    recordChatPassages: (tx) => recordChatPassages(tx, ids.chatMessageId, [{ id: ids.chunkId, score: 1 }]),
    recordDocumentText: (tx) =>
      recordDocumentText(tx, ids.documentId, { textLength: 0, pageCount: 9, chunkCount: 0, warnings: [] }),
  };
}
