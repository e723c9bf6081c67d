import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

const refreshMs = 20_000;

/** Key of the notifications in the cache. */
export const notificationsKey = ['notifications'] as const;

/** The latest notifications and how many are unread, asked for again now and then. */
export function useNotifications() {
  return useQuery({
    queryKey: notificationsKey,
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/notifications', { signal, params: { query: { limit: 20 } } })),
    refetchInterval: refreshMs,
  });
}

/** Notes that everything has been read. */
export function useMarkAllRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(client.POST('/api/notifications/read-all')),
    onSettled: () => queries.invalidateQueries({ queryKey: notificationsKey }),
  });
}

/** Notes that one notification has been read. */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(client.POST('/api/notifications/{id}/read', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: notificationsKey }),
  });
}
