import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { runKey } from '../runs/use-runs.ts';

const refreshMs = 2_000;
const listKey = ['auto-train', 'list'] as const;

/** Key of one batch in the cache. */
export function batchKey(batchId: string) {
  return ['auto-train', 'one', batchId] as const;
}

/** Key of the attempts of a batch that gave nothing. */
export function rejectionsKey(batchId: string) {
  return ['auto-train', 'rejections', batchId] as const;
}

/** The user's batches, newest first, a page at a time. Refreshed while one of them is going on. */
export function useAutoTrainBatches() {
  return useInfiniteQuery({
    queryKey: listKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/auto-train-batches', {
          signal,
          params: { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(({ run }) => !isEnded(run.status)))
        ? refreshMs
        : false,
  });
}

/** One batch. Its run is put where controls and the runs' pages find it. */
export function useAutoTrainBatch(batchId: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: batchKey(batchId),
    queryFn: async ({ signal }) => {
      const batch = await unwrap(
        client.GET('/api/auto-train-batches/{id}', { signal, params: { path: { id: batchId } } }),
      );
      queries.setQueryData<Run>(runKey(batch.run.id), batch.run);
      return batch;
    },
  });
}

/** Attempts of a batch that gave no example, for one reason or (null) for any, newest first, a page at a time. */
export function useRejections(batchId: string, reason: RejectionReason | null) {
  return useInfiniteQuery({
    queryKey: [...rejectionsKey(batchId), reason],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/auto-train-batches/{id}/rejections', {
          signal,
          params: {
            path: { id: batchId },
            query: {
              limit: 20,
              ...(reason === null ? {} : { reason }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** New caps of a run. A cap that is left out stays as it is; null takes it away. */
export type RunCaps = { max_cost_usd?: number | null; max_tokens?: number | null };

/** Raises the caps of a batch and lets it go on. */
export function useRaiseBudget(batchId: string, runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (caps: RunCaps) => {
      await unwrap(
        client.PUT('/api/auto-train-batches/{id}/budget', { params: { path: { id: batchId } }, body: caps }),
      );
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: batchKey(batchId) });
      await queries.invalidateQueries({ queryKey: runKey(runId) });
    },
  });
}
