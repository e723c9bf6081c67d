import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import { offerUndo, sayFailure } from './undo-notification.tsx';
import { useDeleteExample, useRestoreExamples } from './use-example-actions.ts';

/** Removes an example, and offers to bring it back. */
export function useRemoval() {
  const deleting = useDeleteExample();
  const restoring = useRestoreExamples();
  return {
    isPending: deleting.isPending,
    remove: ({ id }: Pick<TrainingExampleItem, 'id'>) =>
      deleting.mutate(id, {
        onSuccess: () => offerUndo('The example is removed.', () => restoring.mutateAsync({ ids: [id] })),
        onError: (error) => sayFailure('The example was not removed', error),
      }),
  };
}
