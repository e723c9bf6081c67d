import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { isEnded, isRetryable, type Run } from '@understudy/domain/runs/run';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { OpenInTemporal } from './open-in-temporal.tsx';
import { useRunActions } from './use-run-actions.ts';

/** What can be done with a run in the state it is in. */
export function RunControls({ run }: { run: Run }) {
  const action = useRunActions(run.id);
  const [confirming, confirm] = useDisclosure(false);
  const busy = (name: string) => action.isPending && action.variables === name;
  const cancel = () => action.mutate('cancel', { onSettled: confirm.close });
  const partly = run.status === 'completed_with_errors';
  const paused = run.status === 'paused' || run.status === 'budget_paused';

  return (
    <Group gap="xs">
      {run.status === 'running' && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          loading={busy('pause')}
          onClick={() => action.mutate('pause')}
        >
          Pause
        </Button>
      )}
      {paused && (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          loading={busy('resume')}
          onClick={() => action.mutate('resume')}
        >
          Resume
        </Button>
      )}
      {!isEnded(run.status) && (
        <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={confirm.open}>
          Cancel
        </Button>
      )}
      {isRetryable(run.status) && (
        <Button
          variant={partly ? 'default' : 'filled'}
          leftSection={<IconRefresh size={16} />}
          loading={busy('retry')}
          onClick={() => action.mutate('retry')}
        >
          {partly ? 'Retry what failed' : 'Retry'}
        </Button>
      )}
      <OpenInTemporal run={run} />
      <ConfirmModal
        opened={confirming}
        onClose={confirm.close}
        title="Cancel this run?"
        action="Cancel run"
        keep="Let it run"
        onConfirm={cancel}
        loading={busy('cancel')}
      >
        What is already done is kept, and a later retry goes on from there.
      </ConfirmModal>
    </Group>
  );
}
