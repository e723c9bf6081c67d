import { autoTrainRequestSchema } from '@understudy/domain/auto-train/auto-train-request';
import { autoTrainBatchSchema } from '@understudy/domain/auto-train/auto-train-result';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { faultsOf } from '../../app/form-faults.ts';
import { faultsInWords } from './faults-in-words.ts';
import { bodyOf, emptyFields, type AutoTrainBody, type AutoTrainFields } from './auto-train-fields.ts';

type FormOptions = {
  userId: string;
  /** Most examples of one batch in this installation. */
  maxExamples: number;
  /** Avatar the page was opened for. */
  avatarId: string | null;
  onStarted: (batchId: string) => void;
};

/** Everything a person puts together before a batch starts, what is wrong with it, and starting it. */
export function useAutoTrainForm({ userId, maxExamples, avatarId, onStarted }: FormOptions) {
  const queries = useQueryClient();
  const [fields, setFields] = useState<AutoTrainFields>({ ...emptyFields, avatarId });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const schema = useMemo(() => autoTrainRequestSchema(maxExamples), [maxExamples]);
  const body = useMemo(() => bodyOf(fields, userId), [fields, userId]);
  // A new intention gets a new key; sending the same one again keeps it.
  const idempotencyKey = useMemo(() => ({ key: crypto.randomUUID(), intention: body }).key, [body]);

  const start = useMutation({
    mutationFn: async (checked: AutoTrainBody) => {
      const answer = await unwrap(
        client.POST('/auto-train', {
          params: { header: { 'idempotency-key': idempotencyKey } },
          body: checked,
        }),
      );
      // The other answer, a result without an ID, comes only to who asks the API to wait for it.
      return autoTrainBatchSchema.parse(answer);
    },
    onSuccess: (batch) => {
      void queries.invalidateQueries({ queryKey: ['auto-train', 'list'] });
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
      onStarted(batch.id);
    },
    onError: (error) => setFaults(faultsInWords(faultsByField(error))),
  });

  const checked = schema.safeParse(body);
  const found = checked.success ? {} : faultsInWords(faultsOf(checked.error));
  const change = (part: Partial<AutoTrainFields>) => {
    setFields((known) => ({ ...known, ...part }));
    setFaults({});
    start.reset();
  };
  const submit = () => {
    setFaults(found);
    if (checked.success) start.mutate(body);
  };
  // A number that cannot be is said while it is typed; what is being filled in otherwise, when it is to be sent.
  const { num_examples: wrongNumber } = found;
  const shown = wrongNumber === undefined ? faults : { ...faults, num_examples: wrongNumber };
  return { fields, change, faults: shown, start, submit, body: checked.success ? body : null };
}

/** The form of a batch, as its parts share it. */
export type AutoTrainForm = ReturnType<typeof useAutoTrainForm>;
