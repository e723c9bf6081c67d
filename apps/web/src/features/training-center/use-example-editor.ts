import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import { useState } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { changedFields, fieldsOf, type ExampleFields } from './example-fields.ts';
import { offerUndo } from './undo-notification.tsx';
import { useUpdateExample } from './use-example-actions.ts';

/** The texts of an example while they are edited. Saving sends what has changed, and offers to take it back. */
export function useExampleEditor(example: TrainingExampleItem, onSaved: () => void) {
  const [before] = useState(() => fieldsOf(example));
  const [fields, setFields] = useState(before);
  const update = useUpdateExample();
  const faults = faultsByField(update.error);
  const changed = changedFields(before, fields);
  const isChanged = Object.keys(changed).length > 0;
  return {
    fields,
    faults,
    isChanged,
    isPending: update.isPending,
    error: update.isError && Object.keys(faults).length === 0 ? update.error.message : null,
    change: (change: Partial<ExampleFields>) => setFields((now) => ({ ...now, ...change })),
    save: () => {
      if (!isChanged || update.isPending) return;
      update.mutate(
        { id: example.id, fields: changed },
        {
          onSuccess: () => {
            const back = changedFields(fields, before);
            offerUndo('Saved.', () => update.mutateAsync({ id: example.id, fields: back }));
            onSaved();
          },
        },
      );
    },
  };
}
