import { notifications } from '@mantine/notifications';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { runKey } from '../runs/use-runs.ts';
import { conversationsKey } from './use-conversations.ts';

const newestKey = ['enrichments', 'newest'] as const;

/** The newest run that enriches conversations, as far as it is still going on; null for none. */
export function useEnrichmentUnderWay() {
  return useQuery({
    queryKey: newestKey,
    queryFn: async ({ signal }) => {
      const runs = await unwrap(
        client.GET('/api/runs', {
          signal,
          params: { query: { kind: 'conversation_enrichment', limit: 1 } },
        }),
      );
      return runs.items.find(({ status }) => !isEnded(status)) ?? null;
    },
  });
}

/** Starts a run that enriches conversations; those that are enriched already, or are being so, are left out. */
export function useEnrich() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (conversationIds: readonly string[]) =>
      unwrap(client.POST('/api/enrichments', { body: { conversation_ids: [...conversationIds] } })),
    onSuccess: ({ enrichment: { run } }) => {
      queries.setQueryData<Run>(runKey(run.id), run);
      queries.setQueryData<Run | null>(newestKey, run);
      void queries.invalidateQueries({ queryKey: conversationsKey });
    },
    onError: (error) => {
      notifications.show({
        color: 'red',
        title: 'They could not be enriched',
        message: toApiError(error).message,
      });
    },
  });
}
