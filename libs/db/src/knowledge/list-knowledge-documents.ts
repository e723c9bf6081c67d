import type { Page } from '@understudy/domain/http/page';
import type { KnowledgeDocument } from '@understudy/domain/knowledge/knowledge-document';
import { and, desc } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { knowledgeDocuments } from '../schema/knowledge.ts';
import { knowledgeOf } from './knowledge-scope.ts';
import { selectKnowledgeDocuments, toKnowledgeDocument } from './select-knowledge-documents.ts';

/** A page of the user's documents, newest first: all, or with an avatar those that it can answer from. */
export async function listKnowledgeDocuments(
  tx: Transaction,
  avatarId: string | null,
  page: PageRequest,
  links: RunLinks,
): Promise<Page<KnowledgeDocument>> {
  const rows = await selectKnowledgeDocuments(
    tx,
    and(knowledgeOf(knowledgeDocuments, avatarId), olderThanCursor(knowledgeDocuments.id, page)),
  )
    .orderBy(desc(knowledgeDocuments.id))
    .limit(page.limit + 1);
  return toPage(rows, page, (row) => toKnowledgeDocument(row, links));
}
