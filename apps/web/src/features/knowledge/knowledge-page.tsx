import { EmptyState, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconBooks } from '@tabler/icons-react';
import type { KnowledgeDocument } from '@understudy/domain/knowledge/knowledge-document';
import { isEnded } from '@understudy/domain/runs/run';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { useAvatarOfPage } from '../avatars/avatar-layout.tsx';
import { AddKnowledge } from './add-knowledge.tsx';
import { DocumentList } from './document-list.tsx';
import { KnowledgeFacts } from './knowledge-facts.tsx';
import { KnowledgeSearch } from './knowledge-search.tsx';
import { useKnowledgeDocuments, useKnowledgeStats } from './use-knowledge.ts';

/** The Knowledge tab: what the avatar can answer from, and what it would find for a question. */
export function KnowledgePage() {
  const avatar = useAvatarOfPage();
  const documents = useKnowledgeDocuments(avatar.id);
  const items = documents.data?.items ?? [];
  const stats = useKnowledgeStats(avatar.id, stateOf(items));
  const indexing = items.some(({ run }) => !isEnded(run.status));
  const hasPassages = (stats.data?.chunks ?? 0) > 0;

  return (
    <Stack gap="xl">
      <AddKnowledge avatar={avatar} />
      {documents.isPending && <Skeleton h={160} radius="lg" role="status" aria-label="Loading documents" />}
      {cannotShow(documents) && (
        <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />
      )}
      {documents.isSuccess && items.length === 0 && !hasPassages && <Nothing name={avatar.name} />}
      {hasPassages && <KnowledgeSearch avatarId={avatar.id} name={avatar.name} />}
      {items.length > 0 && (
        <Stack gap="sm">
          <Title order={2}>Documents</Title>
          <DocumentList documents={items} />
        </Stack>
      )}
      {stats.data !== undefined && hasPassages && <KnowledgeFacts stats={stats.data} indexing={indexing} />}
      {cannotShow(stats) && (
        <Text size="sm" c="red">
          {stats.error.message}
        </Text>
      )}
    </Stack>
  );
}

/** Changes whenever the counts may have changed. */
function stateOf(documents: readonly KnowledgeDocument[]): string {
  return documents.map(({ id, searchable_chunk_count }) => `${id}:${searchable_chunk_count}`).join();
}

function Nothing({ name }: { name: string }) {
  return (
    <EmptyState
      my="md"
      size="lg"
      variant="light"
      icon={<IconBooks stroke={1.4} />}
      title={`${name} knows nothing by heart yet`}
      description="Add a document, and answers in the chat draw on it and show which passages they used."
    />
  );
}
