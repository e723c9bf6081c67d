import type { FineTuneMethod, FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { avatarFineTuneKey } from './fine-tune-keys.ts';

/** What readiness is asked of: everything, unless narrowed. */
export type AskedData = { training_data_id?: string; provider?: FineTuneProvider; method?: FineTuneMethod };

/** What trainings and imports change on other pages is asked for anew on this one. */
const staleTime = 0;

/** Whether an avatar has examples enough, and what is missing. */
export function useEligibility(avatarId: string, asked: AskedData = {}) {
  return useQuery({
    queryKey: [...avatarFineTuneKey(avatarId), 'eligibility', asked],
    staleTime,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/fine-tune/eligibility', {
          signal,
          params: { path: { id: avatarId }, query: asked },
        }),
      ),
  });
}

/** The examples of an avatar in numbers. */
export function useStatistics(avatarId: string) {
  return useQuery({
    queryKey: [...avatarFineTuneKey(avatarId), 'statistics'],
    staleTime,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/fine-tune/statistics', { signal, params: { path: { id: avatarId } } }),
      ),
  });
}

/** What the tuned models of an avatar were used for in the last days. */
export function useUsage(avatarId: string, days: number) {
  return useQuery({
    queryKey: [...avatarFineTuneKey(avatarId), 'usage', days],
    staleTime,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/fine-tune/usage', {
          signal,
          params: { path: { id: avatarId }, query: { days } },
        }),
      ),
  });
}

/** The models that can be trained, and who trains them here. */
export function useBaseModels(avatarId: string) {
  return useQuery({
    queryKey: [...avatarFineTuneKey(avatarId), 'base-models'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/fine-tune/base-models', { signal, params: { path: { id: avatarId } } }),
      ),
  });
}
