import { isEnded, type Run } from '@understudy/domain/runs/run';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, understudy, unwrap } from '../../api/client.ts';
import { runKey } from '../runs/use-runs.ts';

const refreshMs = 2_000;

/** Key of the lists of training files. */
export const trainingFilesKey = ['training-files', 'list'] as const;

/** Key of one training file in the cache, and of everything about it. */
export function trainingFileKey(fileId: string) {
  return ['training-files', 'one', fileId] as const;
}

/** The user's training files, newest first, a page at a time. Refreshed while one of them is being built. */
export function useTrainingFiles() {
  return useInfiniteQuery({
    queryKey: trainingFilesKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/training-files', {
          signal,
          params: { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.trainingFiles.some(({ run }) => !isEnded(run.status)))
        ? refreshMs
        : false,
  });
}

/** One training file. Its run is put where controls and the runs' pages find it. */
export function useTrainingFile(fileId: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: trainingFileKey(fileId),
    queryFn: async ({ signal }) => {
      const file = await understudy.getTrainingFile(fileId, { signal });
      queries.setQueryData<Run>(runKey(file.run.id), file.run);
      return file;
    },
  });
}

/** The sample pairs of what can be downloaded; asked for anew with every artefact. */
export function useSamplePairs(file: TrainingFile) {
  return useQuery({
    queryKey: [...trainingFileKey(file.id), 'samples', file.artefact?.built_at ?? null],
    enabled: file.artefact !== null,
    queryFn: async ({ signal }) => {
      const checked = await unwrap(
        client.GET('/api/training-files/{id}/checklist', { signal, params: { path: { id: file.id } } }),
      );
      return checked.sample_pairs;
    },
  });
}

/** The conversations of a training file in their order, a page at a time. */
export function useFileConversations(fileId: string, count: number) {
  return useInfiniteQuery({
    queryKey: [...trainingFileKey(fileId), 'conversations', count],
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/training-files/{id}/conversations', {
          signal,
          params: {
            path: { id: fileId },
            query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}
