import {
  examinationSchema,
  qualitySchema,
} from '@understudy/domain/training-center/contracts/examine-examples';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { statsKey } from './training-center-keys.ts';

function qualityKey(avatarId: string | null) {
  return [...statsKey, 'quality', avatarId] as const;
}

/** What the examples of a scope are like, as of their last examination, and the one that is going on. */
export function useQuality(avatarId: string | null) {
  return useQuery({
    queryKey: qualityKey(avatarId),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask('/api/training/quality', qualitySchema, { signal, query: { avatar_id: avatarId ?? undefined } }),
  });
}

/** Has all examples of a scope examined. */
export function useExamination(avatarId: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ask('/api/training/examinations', examinationSchema, { method: 'POST', body: { avatar_id: avatarId } }),
    onSuccess: ({ run_id: runId, quality }) =>
      queries.setQueryData(qualityKey(avatarId), { ...quality, run_id: quality.run_id ?? runId }),
  });
}
