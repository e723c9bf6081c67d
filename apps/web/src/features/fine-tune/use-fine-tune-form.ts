import { estimateFineTuneSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { estimateBodyOf, type CreateBody, type FineTuneFields } from './fine-tune-fields.ts';
import { avatarFineTuneKey } from './fine-tune-keys.ts';
import { useFineTuneFields } from './use-fine-tune-fields.ts';

type FormOptions = {
  avatarId: string;
  /** What the form begins with. */
  initial: Partial<FineTuneFields>;
  onStarted: (jobId: string) => void;
};

/** Everything a person puts together before a job starts, what is wrong with it, its review, and starting it. */
export function useFineTuneForm({ avatarId, initial, onStarted }: FormOptions) {
  const queries = useQueryClient();
  const { fields, change, faults, setFaults, body, check } = useFineTuneFields(initial, () => start.reset());
  const [reviewing, setReviewing] = useState(false);
  // A new intention gets a new key; sending the same one again keeps it.
  const idempotencyKey = useMemo(() => ({ key: crypto.randomUUID(), intention: body }).key, [body]);

  const start = useMutation({
    mutationFn: (checked: CreateBody) =>
      unwrap(
        client.POST('/api/avatars/{id}/fine-tune-jobs', {
          params: { path: { id: avatarId }, header: { 'idempotency-key': idempotencyKey } },
          body: checked,
        }),
      ),
    onSuccess: ({ job_id: jobId }) => {
      void queries.invalidateQueries({ queryKey: avatarFineTuneKey(avatarId) });
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
      onStarted(jobId);
    },
    onError: (error) => setFaults(faultsByField(error)),
  });

  /** Opens the review where everything can be sent. */
  const review = () => setReviewing(check());
  const estimated = useMemo(() => {
    const asked = estimateBodyOf(fields);
    return estimateFineTuneSchema.safeParse(asked).success ? asked : null;
  }, [fields]);
  return {
    fields,
    change,
    faults,
    start,
    review,
    reviewing,
    closeReview: () => setReviewing(false),
    confirm: () => start.mutate(body),
    /** What an estimate is asked for; null while what is typed cannot be sent. */
    estimated,
  };
}

/** The form of a job, as its parts share it. */
export type FineTuneForm = ReturnType<typeof useFineTuneForm>;
