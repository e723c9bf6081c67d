import type { KnowledgeDocument } from '@understudy/domain/knowledge/knowledge-document';
import { and, eq, getTableColumns, isNotNull, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { runColumns, toRun, type RunLinks } from '../runs/run-mapping.ts';
import { knowledgeChunks, knowledgeDocuments } from '../schema/knowledge.ts';
import { runs } from '../schema/runs.ts';

/** The query that reads the user's documents that meet a condition, with their run and what is embedded. */
export function selectKnowledgeDocuments(tx: Transaction, condition: SQL | undefined) {
  const searchable = and(
    mine(knowledgeChunks),
    eq(knowledgeChunks.documentId, knowledgeDocuments.id),
    isNotNull(knowledgeChunks.embeddingModel),
  );
  return tx
    .select({
      document: getTableColumns(knowledgeDocuments),
      run: runColumns,
      searchableChunkCount: tx.$count(knowledgeChunks, searchable),
    })
    .from(knowledgeDocuments)
    .innerJoin(runs, eq(runs.id, knowledgeDocuments.runId))
    .where(and(mine(knowledgeDocuments), condition));
}

type SelectedDocument = Awaited<ReturnType<typeof selectKnowledgeDocuments>>[number];

/** A document as the API shows it. */
export function toKnowledgeDocument(
  { document, run, searchableChunkCount }: SelectedDocument,
  links: RunLinks,
): KnowledgeDocument {
  return {
    id: document.id,
    avatar_id: document.avatarId,
    title: document.title,
    kind: document.kind,
    size_bytes: document.sizeBytes,
    page_count: document.pageCount,
    text_length: document.textLength,
    chunk_count: document.chunkCount,
    searchable_chunk_count: searchableChunkCount,
    warnings: document.warnings,
    run: toRun(run, links),
    created_at: document.createdAt.toISOString(),
  };
}
