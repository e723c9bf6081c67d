import { Button, Group, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { useSteerJob, type JobSteering } from './use-job-actions.ts';
import { useActivateModel } from './use-tuned-model.ts';

type JobActionsProps = { job: FineTuneJob; size?: NonNullable<ButtonProps['size']>; className?: string };

/** What can be done with a job as it stands. */
export function JobActions({ job, size = 'sm', className = '' }: JobActionsProps) {
  const steer = useSteerJob(job);
  const activate = useActivateModel(job.avatar_id);
  const [confirming, confirm] = useDisclosure(false);
  const can = (action: FineTuneJob['actions'][number]) => job.actions.includes(action);
  const busy = (how: JobSteering) => steer.isPending && steer.variables === how;
  const iconSize = size === 'compact-sm' ? 14 : 16;
  return (
    <Group gap="xs" className={className}>
      {can('activate') && (
        <Button
          size={size}
          leftSection={<IconCheck size={iconSize} />}
          loading={activate.isPending}
          onClick={() => activate.mutate({ jobId: job.id })}
        >
          Activate model
        </Button>
      )}
      {can('pause') && (
        <Button
          size={size}
          variant="default"
          leftSection={<IconPlayerPause size={iconSize} />}
          loading={busy('pause')}
          onClick={() => steer.mutate('pause')}
        >
          Pause
        </Button>
      )}
      {can('resume') && (
        <Button
          size={size}
          leftSection={<IconPlayerPlay size={iconSize} />}
          loading={busy('resume')}
          onClick={() => steer.mutate('resume')}
        >
          Resume
        </Button>
      )}
      {can('cancel') && (
        <Button
          size={size}
          variant="default"
          leftSection={<IconPlayerStop size={iconSize} />}
          loading={busy('cancel')}
          onClick={confirm.open}
        >
          Cancel
        </Button>
      )}
      {can('retry') && (
        <Button
          size={size}
          variant={size === 'sm' ? 'filled' : 'default'}
          leftSection={<IconRefresh size={iconSize} />}
          loading={busy('retry')}
          onClick={() => steer.mutate('retry')}
        >
          Retry
        </Button>
      )}
      <ConfirmModal
        opened={confirming}
        onClose={confirm.close}
        title="Cancel this fine-tune?"
        action="Cancel fine-tune"
        keep="Let it run"
        onConfirm={() => steer.mutate('cancel', { onSettled: confirm.close })}
        loading={busy('cancel')}
      >
        The provider’s job is cancelled, too, and its copies of the files are deleted. What it has trained so
        far may be billed. A later retry trains anew.
      </ConfirmModal>
    </Group>
  );
}
