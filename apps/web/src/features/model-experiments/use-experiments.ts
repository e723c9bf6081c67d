import { notifications } from '@mantine/notifications';
import type { components } from '@understudy/client/schema';
import type { Experiment } from '@understudy/domain/model-experiments/experiment';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { avatarKey } from '../avatars/use-avatars.ts';
import { avatarFineTuneKey } from '../fine-tune/fine-tune-keys.ts';

/** How often a running experiment is read anew, while its page is open. */
const refreshMs = 10_000;

function experimentsKey(avatarId: string) {
  return [...avatarFineTuneKey(avatarId), 'experiments'] as const;
}

/** The experiments of an avatar, newest first, a page at a time. */
export function useExperiments(avatarId: string) {
  return useInfiniteQuery({
    queryKey: experimentsKey(avatarId),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/model-experiments', {
          signal,
          params: {
            path: { id: avatarId },
            query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some(({ status }) => status === 'running') === true ? refreshMs : false,
  });
}

/** Starts to split the chat of an avatar. */
export function useStartExperiment(avatarId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: components['schemas']['StartModelExperiment']) =>
      unwrap(
        client.POST('/api/avatars/{id}/model-experiments', { params: { path: { id: avatarId } }, body }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: experimentsKey(avatarId) }),
  });
}

/** Ends an experiment, and makes one of its arms the avatar's own. */
export function useStopExperiment({ id, avatar_id: avatarId }: Pick<Experiment, 'id' | 'avatar_id'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (winner: Experiment['winner']) =>
      unwrap(client.POST('/api/model-experiments/{id}/stop', { params: { path: { id } }, body: { winner } })),
    onSuccess: async () => {
      // The winner's model and version may be other ones than those that were active.
      await Promise.all([
        queries.invalidateQueries({ queryKey: avatarFineTuneKey(avatarId) }),
        queries.invalidateQueries({ queryKey: avatarKey(avatarId) }),
        queries.invalidateQueries({ queryKey: ['prompt-versions'] }),
      ]);
    },
    onError: (error) =>
      notifications.show({
        color: 'red',
        title: 'It could not be stopped',
        message: toApiError(error).message,
      }),
  });
}
