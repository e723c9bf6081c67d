import { Paper } from '@mantine/core';
import type { KnowledgeDocument } from '@understudy/domain/knowledge/knowledge-document';
import fileRow from '../training-sessions/file-row.module.css';
import { DocumentRow } from './document-row.tsx';

/** The documents that an avatar can answer from, newest first. */
export function DocumentList({ documents }: { documents: readonly KnowledgeDocument[] }) {
  return (
    <Paper px="md" py={4}>
      <ul className={fileRow.list} aria-label="Documents">
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </ul>
    </Paper>
  );
}
