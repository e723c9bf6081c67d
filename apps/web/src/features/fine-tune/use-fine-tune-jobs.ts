import { isFineTuneEnded } from '@understudy/domain/fine-tune/fine-tune-status';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { jobKey, jobsKey } from './fine-tune-keys.ts';

const refreshMs = 2_000;

/** The jobs of an avatar, newest first, a page at a time. Refreshed while one of them is going on. */
export function useFineTuneJobs(avatarId: string) {
  return useInfiniteQuery({
    queryKey: jobsKey(avatarId),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/fine-tune-jobs', {
          signal,
          params: {
            path: { id: avatarId },
            query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isUnderWay)) === true ? refreshMs : false,
  });
}

/** Whether a job goes on by itself: one that waits for a person is not asked for again and again. */
function isUnderWay({ status }: FineTuneJob): boolean {
  return !isFineTuneEnded(status) && status !== 'awaiting_model' && status !== 'paused';
}

/** One job as it stands. */
export function useFineTuneJob(jobId: string) {
  return useQuery({
    queryKey: [...jobKey(jobId), 'job'],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/fine-tune-jobs/{id}', { signal, params: { path: { id: jobId } } })),
  });
}

/** Models as they were in the middle of a training; more than a page's worth there never are. */
export function useCheckpoints(jobId: string) {
  return useQuery({
    queryKey: [...jobKey(jobId), 'checkpoints'],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/fine-tune-jobs/{id}/checkpoints', {
          signal,
          params: { path: { id: jobId }, query: { limit: 200 } },
        }),
      ),
  });
}

/** The files of a job. */
export function useFiles(jobId: string) {
  return useQuery({
    queryKey: [...jobKey(jobId), 'files'],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/fine-tune-jobs/{id}/files', { signal, params: { path: { id: jobId } } })),
  });
}
