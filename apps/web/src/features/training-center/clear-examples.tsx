import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEraser } from '@tabler/icons-react';
import { recoverableDays } from '@understudy/domain/training-center/examples/example-rules';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { countOf } from '../../app/format.ts';
import { offerUndo } from './undo-notification.tsx';
import { useClearExamples, useRestoreExamples } from './use-example-actions.ts';

type ClearExamplesProps = { avatarId: string | null; total: number };

/** Removes all examples of a scope, after asking. */
export function ClearExamples({ avatarId, total }: ClearExamplesProps) {
  const [asking, ask] = useDisclosure(false);
  const clear = useClearExamples();
  const restore = useRestoreExamples();
  const confirm = () =>
    clear.mutate(
      { confirm: true, avatar_id: avatarId, expected_total: total },
      {
        onSuccess: ({ removed, removal_id: removal }) => {
          ask.close();
          if (removal === null) return;
          offerUndo(`${countOf(removed, 'example')} removed.`, () =>
            restore.mutateAsync({ removal_id: removal }),
          );
        },
      },
    );
  if (total === 0) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconEraser size={16} />}
        onClick={ask.open}
      >
        Clear all
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        title={`Remove ${countOf(total, 'example')}?`}
        action="Clear all"
        keep="Keep them"
        onConfirm={confirm}
        loading={clear.isPending}
        error={clear.error?.message ?? null}
      >
        {avatarId === null ? 'All of your examples' : 'All examples for this avatar'} leave the list. For{' '}
        {recoverableDays} days they can be brought back under “Removed”.
      </ConfirmModal>
    </>
  );
}
