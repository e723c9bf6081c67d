import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import { useCallback } from 'react';
import { offerUndo, sayFailure } from './undo-notification.tsx';
import { useDeleteExample, useRestoreExamples } from './use-example-actions.ts';

/** Removes an example, and offers to bring it back. The function stays the same between renders. */
export function useRemoval(): (example: Pick<TrainingExampleItem, 'id'>) => void {
  const { mutateAsync: remove } = useDeleteExample();
  const { mutateAsync: restore } = useRestoreExamples();
  return useCallback(
    ({ id }) =>
      // A promise for each, because several may be on their way.
      void remove(id).then(
        () => offerUndo('The example is removed.', () => restore({ ids: [id] })),
        (error: unknown) => sayFailure('The example was not removed', error),
      ),
    [remove, restore],
  );
}
