import { Text } from '@mantine/core';
import type { KnowledgeStats } from '@understudy/domain/knowledge/knowledge-document';
import { countOf } from '../../app/format.ts';

const comparisons: Record<KnowledgeStats['vector_index'], string> = {
  hnsw: 'an HNSW index',
  exact: 'comparing them one by one',
};

/** How much there is to answer from, and how it is searched; vectors that are on their way are not missed. */
export function KnowledgeFacts({ stats, indexing }: { stats: KnowledgeStats; indexing: boolean }) {
  const outdated = indexing ? 0 : stats.chunks - stats.searchable_chunks;
  return (
    <Text size="sm" c="dimmed">
      {countOf(stats.chunks, 'passage')} of {countOf(stats.documents, 'document')}
      {stats.examples > 0 && ` and ${countOf(stats.examples, 'stored example')}`}, found by their words and,
      with {stats.embedding_model} and {comparisons[stats.vector_index]}, by what they mean.
      {outdated > 0 &&
        ` ${countOf(outdated, 'passage')} ${outdated === 1 ? 'has' : 'have'} no vector of this model.`}
    </Text>
  );
}
