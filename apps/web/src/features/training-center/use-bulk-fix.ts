import type { FixFindingRequest } from '@understudy/domain/training-center/contracts/examine-examples';
import type { FindingSummary } from '@understudy/domain/training-center/quality/quality-report';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { countOf } from '../../app/format.ts';
import { offerUndo } from './undo-notification.tsx';
import { useRefreshTrainingCenter, useRestoreExamples } from './use-example-actions.ts';

/** Does with all examples of a finding what is advised; what it removes can be brought back. */
export function useBulkFix(
  avatarId: string | null,
  finding: Pick<FindingSummary, 'code' | 'count'>,
  fix: FixFindingRequest['fix'],
  onDone: () => void,
) {
  const refresh = useRefreshTrainingCenter();
  const restore = useRestoreExamples();
  return useMutation({
    mutationFn: () =>
      unwrap(
        client.POST('/api/training/quality/fix', {
          body: { finding: finding.code, fix, avatar_id: avatarId, expected_count: finding.count },
        }),
      ),
    onSuccess: ({ changed, removal_id: removal }) => {
      onDone();
      if (removal === null) {
        notifications.show({ message: `${countOf(changed, 'example')} redacted.` });
        return;
      }
      offerUndo(`${countOf(changed, 'example')} removed.`, () =>
        restore.mutateAsync({ removal_id: removal }),
      );
    },
    onSettled: refresh,
  });
}
