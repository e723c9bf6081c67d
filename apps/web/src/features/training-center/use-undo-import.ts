import {
  undoImportResponseSchema,
  type TrainingImportSummary,
} from '@understudy/domain/training-center/contracts/import-examples';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { countOf } from '../../app/format.ts';
import { offerUndo, sayFailure } from './undo-notification.tsx';
import { useRefreshTrainingCenter, useRestoreExamples } from './use-example-actions.ts';

/** Takes back an import: its examples leave the list, and can be brought back together. */
export function useUndoImport({ import_id: id }: Pick<TrainingImportSummary, 'import_id'>) {
  const refresh = useRefreshTrainingCenter();
  const restore = useRestoreExamples();
  return useMutation({
    mutationFn: () =>
      ask(`/api/training/imports/${id}/examples`, undoImportResponseSchema, { method: 'DELETE' }),
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
