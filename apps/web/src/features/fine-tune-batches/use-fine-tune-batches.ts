import { notifications } from '@mantine/notifications';
import type { components } from '@understudy/client/schema';
import { isEnded } from '@understudy/domain/runs/run';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';

/** A batch as it is read: of outcomes that no avatar has, there may be no count. */
export type FineTuneBatch = components['schemas']['FineTuneBatch'];

const refreshMs = 2_000;

/** Key of the list of batches. */
export const batchesKey = ['fine-tune', 'batches', 'list'] as const;

function batchKey(batchId: string) {
  return ['fine-tune', 'batches', 'one', batchId] as const;
}

/** The user's batches, newest first, a page at a time. */
export function useFineTuneBatches() {
  return useInfiniteQuery({
    queryKey: batchesKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/fine-tune-batches', {
          signal,
          params: { query: { limit: 10, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One batch with all of its avatars, refreshed until it has ended. */
export function useFineTuneBatch(batchId: string) {
  return useQuery({
    queryKey: batchKey(batchId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/fine-tune-batches/{id}', { signal, params: { path: { id: batchId } } })),
    refetchInterval: ({ state }) =>
      state.data === undefined || isEnded(state.data.status) ? false : refreshMs,
  });
}

const failureTitles = { cancel: 'It could not be cancelled', retry: 'It could not be retried' } as const;

/** Cancels a batch, or retries what has failed of it. */
export function useSteerBatch(batchId: string) {
  const queries = useQueryClient();
  const params = { params: { path: { id: batchId } } };
  return useMutation({
    mutationFn: (how: keyof typeof failureTitles) =>
      how === 'cancel'
        ? unwrap(client.POST('/api/fine-tune-batches/{id}/cancel', params))
        : unwrap(client.POST('/api/fine-tune-batches/{id}/retry', params)),
    onSuccess: (batch) => queries.setQueryData(batchKey(batchId), batch),
    onError: (error, how) =>
      notifications.show({ color: 'red', title: failureTitles[how], message: toApiError(error).message }),
    onSettled: () => queries.invalidateQueries({ queryKey: batchKey(batchId) }),
  });
}
