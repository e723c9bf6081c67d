import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { useMemo, useState } from 'react';
import { faultsOf } from '../../app/form-faults.ts';
import { createBodyOf, emptyFields, type FineTuneFields } from './fine-tune-fields.ts';

/**
 * What is typed about a job and what is wrong with it, wherever such settings are put together: for one job or for many
 * avatars.
 *
 * @param initial what the form begins with
 * @param onChange called after each change
 */
export function useFineTuneFields(initial: Partial<FineTuneFields>, onChange?: () => void) {
  const [fields, setFields] = useState<FineTuneFields>({ ...emptyFields, ...initial });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const body = useMemo(() => createBodyOf(fields), [fields]);
  const change = (part: Partial<FineTuneFields>) => {
    setFields((known) => ({ ...known, ...part }));
    setFaults({});
    onChange?.();
  };
  /** Says at its field what cannot be sent, and whether all can. */
  const check = (): boolean => {
    const checked = createFineTuneJobSchema.safeParse(body);
    setFaults(checked.success ? {} : faultsOf(checked.error));
    return checked.success;
  };
  return { fields, change, faults, setFaults, body, check };
}

/** As much of a form as its fields need. */
export type FineTuneFieldsForm = Pick<ReturnType<typeof useFineTuneFields>, 'fields' | 'change' | 'faults'>;
