import { isEnded } from '@understudy/domain/runs/run';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { statsKey } from './training-center-keys.ts';
import { useRefreshTrainingCenter } from './use-example-actions.ts';

function qualityKey(avatarId: string | null) {
  return [...statsKey, 'quality', avatarId] as const;
}

/** What the examples of a scope are like, as of their last examination, and the one that is going on. */
export function useQuality(avatarId: string | null) {
  return useQuery({
    queryKey: qualityKey(avatarId),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/training/quality', {
          signal,
          params: { query: avatarId === null ? {} : { avatar_id: avatarId } },
        }),
      ),
  });
}

/** Has all examples of a scope examined. A small set is examined by the time of the answer. */
export function useExamination(avatarId: string | null) {
  const queries = useQueryClient();
  const refresh = useRefreshTrainingCenter();
  return useMutation({
    mutationFn: () => unwrap(client.POST('/api/training/examinations', { body: { avatar_id: avatarId } })),
    onSuccess: ({ run, quality }) => {
      queries.setQueryData(qualityKey(avatarId), quality);
      if (isEnded(run.status)) void refresh();
    },
  });
}
