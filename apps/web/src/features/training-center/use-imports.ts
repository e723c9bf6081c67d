import {
  trainingImportPageSchema,
  trainingImportSchema,
  type ConfirmImportRequest,
  type TrainingImport,
} from '@understudy/domain/training-center/contracts/import-examples';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { importsKey } from './training-center-keys.ts';
import { useRefreshTrainingCenter } from './use-example-actions.ts';

/** The user's imports, newest first, a page at a time. */
export function useImports() {
  return useInfiniteQuery({
    queryKey: [...importsKey, 'list'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask('/api/training/imports', trainingImportPageSchema, {
        signal,
        query: { limit: 20, cursor: pageParam ?? undefined },
      }),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One import with its preview and its first faults. */
export function useImport(importId: string) {
  return useQuery({
    queryKey: [...importsKey, 'one', importId],
    queryFn: ({ signal }) => ask(`/api/training/imports/${importId}`, trainingImportSchema, { signal }),
  });
}

/** Has the imports read again. */
export function useRefreshImports(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: importsKey });
}

function useImportAction<Variables>(action: (variables: Variables) => Promise<TrainingImport>) {
  const refresh = useRefreshTrainingCenter();
  return useMutation({ mutationFn: action, onSettled: refresh });
}

/** Has what was previewed stored, with what was chosen. */
export function useConfirmImport(importId: string) {
  return useImportAction((choices: ConfirmImportRequest) =>
    ask(`/api/training/imports/${importId}/confirm`, trainingImportSchema, {
      method: 'POST',
      body: choices,
    }),
  );
}

/** Ends an import; what it has stored so far is kept. */
export function useCancelImport(importId: string) {
  return useImportAction((_: void) =>
    ask(`/api/training/imports/${importId}/cancel`, trainingImportSchema, { method: 'POST', body: {} }),
  );
}
