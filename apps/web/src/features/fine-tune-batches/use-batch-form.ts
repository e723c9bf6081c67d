import { useDebouncedValue } from '@mantine/hooks';
import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import type { FineTuneFields } from '../fine-tune/fine-tune-fields.ts';
import { useFineTuneFields } from '../fine-tune/use-fine-tune-fields.ts';
import { batchesKey } from './use-fine-tune-batches.ts';

/** Choosing examples of many avatars takes the API a moment: it is asked when somebody stops typing. */
const typingMs = 500;

type BatchFormOptions = {
  avatarIds: readonly string[];
  initial: Partial<FineTuneFields>;
  onStarted: (batchId: string) => void;
};

/** The settings of a batch, what all of it costs, and starting it. */
export function useBatchForm({ avatarIds, initial, onStarted }: BatchFormOptions) {
  const queries = useQueryClient();
  const { fields, change, faults, setFaults, body, check } = useFineTuneFields(initial, () => start.reset());
  const [reviewing, setReviewing] = useState(false);
  const request = useMemo(() => ({ avatar_ids: [...avatarIds], job: body }), [avatarIds, body]);
  // A new intention gets a new key; sending the same one again keeps it.
  const idempotencyKey = useMemo(() => ({ key: crypto.randomUUID(), intention: request }).key, [request]);
  const start = useMutation({
    mutationFn: () =>
      unwrap(
        client.POST('/api/fine-tune-batches', {
          params: { header: { 'idempotency-key': idempotencyKey } },
          body: request,
        }),
      ),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: batchesKey });
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
      onStarted(id);
    },
    onError: (error) => setFaults(withoutJob(faultsByField(error))),
  });
  return {
    fields,
    change,
    faults,
    start,
    reviewing,
    review: () => setReviewing(check()),
    closeReview: () => setReviewing(false),
    estimate: useBatchEstimate(request),
  };
}

/** The form of a batch, as its parts share it. */
export type BatchForm = ReturnType<typeof useBatchForm>;

type BatchRequest = { avatar_ids: string[]; job: ReturnType<typeof useFineTuneFields>['body'] };

/** Who can be trained and what all of it costs; `isCurrent` says whether the answer is of what is typed now. */
function useBatchEstimate(request: BatchRequest) {
  const [asked] = useDebouncedValue(request, typingMs);
  const query = useQuery({
    queryKey: ['fine-tune', 'batches', 'estimate', asked],
    enabled: asked.avatar_ids.length > 0 && createFineTuneJobSchema.safeParse(asked.job).success,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => unwrap(client.POST('/api/fine-tune-batches/estimate', { signal, body: asked })),
  });
  return { query, isCurrent: asked === request && query.isSuccess && !query.isPlaceholderData };
}

/** Faults of the job's settings under the names that they have in the form of one job. */
function withoutJob(faults: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).map(([field, message]) => [field.replace(/^job\./, ''), message]),
  );
}
