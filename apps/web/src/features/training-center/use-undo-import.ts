import type { TrainingImportSummary } from '@understudy/domain/training-center/contracts/import-examples';
import { useMutation } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { countOf } from '../../app/format.ts';
import { offerUndo, sayFailure } from './undo-notification.tsx';
import { useRefreshTrainingCenter, useRestoreExamples } from './use-example-actions.ts';

/** Takes back an import: its examples leave the list, and can be brought back together. */
export function useUndoImport({ import_id: id }: Pick<TrainingImportSummary, 'import_id'>) {
  const refresh = useRefreshTrainingCenter();
  const restore = useRestoreExamples();
  return useMutation({
    mutationFn: () =>
      unwrap(client.DELETE('/api/training/imports/{id}/examples', { params: { path: { id } } })),
    onSuccess: ({ removed, removal_id: removal }) => {
      if (removal === null) return;
      offerUndo(`${countOf(removed, 'example')} of the import removed.`, () =>
        restore.mutateAsync({ removal_id: removal }),
      );
    },
    onError: (error) => sayFailure('The import was not undone', error),
    onSettled: refresh,
  });
}
