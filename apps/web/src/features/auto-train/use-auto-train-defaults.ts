import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import type { AutoTrainBody } from './auto-train-fields.ts';

/** What a batch gets that asks for nothing in particular, and what it may ask for here. */
export function useAutoTrainDefaults() {
  return useQuery({
    queryKey: ['auto-train', 'defaults'],
    queryFn: ({ signal }) => unwrap(client.GET('/api/auto-train-defaults', { signal })),
    staleTime: 60_000,
  });
}

/**
 * What one example is expected to take, by the prices of this installation; a batch takes as much for each of its
 * examples. The last answer stays while the next one is asked for, and while what is typed cannot be sent.
 *
 * @param body null while what is typed cannot be sent
 */
export function useEstimatePerExample(body: AutoTrainBody | null) {
  const models = { ensemble: body?.ensemble, judge_model: body?.judge_model };
  return useQuery({
    queryKey: ['auto-train', 'estimate', models],
    enabled: body !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        client.POST('/api/auto-train-estimates', {
          signal,
          body: {
            num_examples: 1,
            genres: null,
            store_in_memory: false,
            avatar_id: null,
            ...(models.ensemble === undefined ? {} : { ensemble: models.ensemble }),
            ...(models.judge_model === undefined ? {} : { judge_model: models.judge_model }),
          },
        }),
      ),
    staleTime: 60_000,
  });
}
