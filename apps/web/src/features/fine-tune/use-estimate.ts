import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import type { EstimateBody } from './fine-tune-fields.ts';
import { avatarFineTuneKey } from './fine-tune-keys.ts';

/** Choosing examples and counting their tokens takes the API a moment: it is asked when somebody stops typing. */
const typingMs = 350;

/**
 * What a job would cost, by the examples that there are. The last answer stays while the next one is asked for; `isCurrent`
 * says whether it is of what is typed now.
 *
 * @param body null while what is typed cannot be sent
 */
export function useEstimate(avatarId: string, body: EstimateBody | null) {
  const [asked] = useDebouncedValue(body, typingMs);
  const query = useQuery({
    queryKey: [...avatarFineTuneKey(avatarId), 'estimate', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        client.POST('/api/avatars/{id}/fine-tune/estimate', {
          signal,
          params: { path: { id: avatarId } },
          body: asked ?? { base_model: '' },
        }),
      ),
  });
  return { query, isCurrent: asked === body && !query.isPlaceholderData && query.isSuccess };
}

/** The estimate of what is typed, as the parts of the form share it. */
export type Estimate = ReturnType<typeof useEstimate>;
