import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { statsKey } from './training-center-keys.ts';

/** Figures of a scope: one avatar's examples, or (null) all of the user's. */
export function useStats(avatarId: string | null) {
  return useQuery({
    queryKey: [...statsKey, avatarId],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/training/stats', {
          signal,
          params: { query: avatarId === null ? {} : { avatar_id: avatarId } },
        }),
      ),
  });
}
