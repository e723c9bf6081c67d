import type { components } from '@understudy/client/schema';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { importsKey } from './training-center-keys.ts';
import { useRefreshTrainingCenter } from './use-example-actions.ts';

/** The user's imports, newest first, a page at a time. */
export function useImports() {
  return useInfiniteQuery({
    queryKey: [...importsKey, 'list'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/training/imports', {
          signal,
          params: { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One import with its preview and its first faults. */
export function useImport(importId: string) {
  return useQuery({
    queryKey: [...importsKey, 'one', importId],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/training/imports/{id}', { signal, params: { path: { id: importId } } })),
  });
}

/** Has the imports read again. */
export function useRefreshImports(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: importsKey });
}

/** What is chosen after a preview. */
export type ConfirmedChoices = components['schemas']['ConfirmImportRequest'];

/** Has what was previewed stored, with what was chosen. */
export function useConfirmImport(importId: string) {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: (choices: ConfirmedChoices) =>
      unwrap(
        client.POST('/api/training/imports/{id}/confirm', {
          params: { path: { id: importId } },
          body: choices,
        }),
      ),
    onSettled: refresh,
  });
}

/** Ends an import; what it has stored so far is kept. */
export function useCancelImport(importId: string) {
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: () =>
      unwrap(client.POST('/api/training/imports/{id}/cancel', { params: { path: { id: importId } } })),
    onSettled: refresh,
  });
}
