import { isEnded } from '@understudy/domain/runs/run';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, expectDone, unwrap } from '../../api/client.ts';

const refreshMs = 1_000;
const knowledgeKey = ['knowledge'] as const;

/** What an avatar can answer from, newest first. Refreshed while a document is being indexed. */
export function useKnowledgeDocuments(avatarId: string) {
  return useQuery({
    queryKey: [...knowledgeKey, 'documents', avatarId],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/knowledge-documents', {
          signal,
          params: { query: { avatar_id: avatarId, limit: 200 } },
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ run }) => !isEnded(run.status)) === true ? refreshMs : false,
  });
}

/** How much an avatar can answer from; read anew when `version` changes. */
export function useKnowledgeStats(avatarId: string, version: string) {
  return useQuery({
    queryKey: [...knowledgeKey, 'stats', avatarId, version],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/knowledge/stats', { signal, params: { query: { avatar_id: avatarId } } })),
    placeholderData: keepPreviousData,
  });
}

/** The passages that the chat would choose from for a question; nothing is asked without one. */
export function useKnowledgeSearch(avatarId: string, question: string) {
  return useQuery({
    queryKey: [...knowledgeKey, 'search', avatarId, question],
    enabled: question !== '',
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/knowledge/search', {
          signal,
          params: { query: { q: question, avatar_id: avatarId, limit: 10 } },
        }),
      ),
  });
}

/** Has everything about knowledge read again. */
export function useRefreshKnowledge(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: knowledgeKey });
}

/** Deletes a document with all its passages. */
export function useDeleteDocument(documentId: string) {
  const refresh = useRefreshKnowledge();
  return useMutation({
    mutationFn: () =>
      expectDone(client.DELETE('/api/knowledge-documents/{id}', { params: { path: { id: documentId } } })),
    onSuccess: refresh,
  });
}
