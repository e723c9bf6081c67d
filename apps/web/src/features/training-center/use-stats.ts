import { trainingCenterStatsSchema } from '@understudy/domain/training-center/contracts/training-center-stats';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { statsKey } from './training-center-keys.ts';

/** Figures of a scope: one avatar's examples, or (null) all of the user's. */
export function useStats(avatarId: string | null) {
  return useQuery({
    queryKey: [...statsKey, avatarId],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask('/api/training/stats', trainingCenterStatsSchema, {
        signal,
        query: { avatar_id: avatarId ?? undefined },
      }),
  });
}
