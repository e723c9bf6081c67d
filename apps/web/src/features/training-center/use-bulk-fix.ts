import type { FindingSummary } from '@understudy/domain/training-center/quality/quality-report';
import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '../../api/ask.ts';
import { countOf } from '../../app/format.ts';
import { offerUndo } from './undo-notification.tsx';
import { useRefreshTrainingCenter, useRestoreExamples } from './use-example-actions.ts';

const answerSchema = z.object({ changed: z.int().min(0), removal_id: z.uuid().nullable() });

/** Does with all examples of a finding what is advised, and offers to take it back. */
export function useBulkFix(
  avatarId: string | null,
  { code, fix }: Pick<FindingSummary, 'code' | 'fix'>,
  onDone: () => void,
) {
  const refresh = useRefreshTrainingCenter();
  const restore = useRestoreExamples();
  return useMutation({
    mutationFn: () =>
      ask('/api/training/quality/fix', answerSchema, {
        method: 'POST',
        body: { finding: code, fix, avatar_id: avatarId },
      }),
    onSuccess: ({ changed, removal_id: removal }) => {
      onDone();
      if (removal === null) return;
      const done = fix === 'redact' ? 'redacted' : 'removed';
      offerUndo(`${countOf(changed, 'example')} ${done}.`, () =>
        restore.mutateAsync({ removal_id: removal }),
      );
    },
    onSettled: refresh,
  });
}
