import type { Avatar, CreateAvatar, UpdateAvatar } from '@understudy/domain/avatars/avatar';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, expectDone, unwrap } from '../../api/client.ts';

const listKey = ['avatars', 'list'] as const;

/** Key of one avatar in the cache. */
export function avatarKey(avatarId: string) {
  return ['avatars', 'one', avatarId] as const;
}

/** The user's avatars, newest first, a page at a time. */
export function useAvatars() {
  return useInfiniteQuery({
    queryKey: listKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/avatars', {
          signal,
          params: { query: { limit: 60, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One avatar. */
export function useAvatar(avatarId: string) {
  return useQuery({
    queryKey: avatarKey(avatarId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/avatars/{id}', { signal, params: { path: { id: avatarId } } })),
  });
}

/** Creates an avatar, or changes the one that is given. */
export function useSaveAvatar(avatar: Avatar | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (fields: CreateAvatar & UpdateAvatar) =>
      avatar === null
        ? unwrap(client.POST('/api/avatars', { body: fields }))
        : unwrap(client.PATCH('/api/avatars/{id}', { params: { path: { id: avatar.id } }, body: fields })),
    onSuccess: (saved) => {
      queries.setQueryData(avatarKey(saved.id), saved);
      return queries.invalidateQueries({ queryKey: listKey });
    },
  });
}

/** Deletes an avatar with everything that belongs to it. */
export function useDeleteAvatar(avatarId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => expectDone(client.DELETE('/api/avatars/{id}', { params: { path: { id: avatarId } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: listKey });
      queries.removeQueries({ queryKey: avatarKey(avatarId) });
    },
  });
}
