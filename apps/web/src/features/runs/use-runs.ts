import { isEnded, type RunStatus } from '@understudy/domain/runs/run';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

const refreshMs = 1_500;

/** Key of one run in the cache. */
export function runKey(runId: string) {
  return ['runs', 'one', runId] as const;
}

/** All runs, newest first, a page at a time. Refreshed while one of them is going on. */
export function useRuns(status: RunStatus | null) {
  return useInfiniteQuery({
    queryKey: ['runs', 'list', status],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/runs', {
          signal,
          params: {
            query: {
              limit: 30,
              ...(status === null ? {} : { status }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((run) => !isEnded(run.status))) ? refreshMs : false,
  });
}

/** One run. Whoever follows its events writes them into the same place of the cache. */
export function useRun(runId: string) {
  return useQuery({
    queryKey: runKey(runId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/runs/{id}', { signal, params: { path: { id: runId } } })),
  });
}
