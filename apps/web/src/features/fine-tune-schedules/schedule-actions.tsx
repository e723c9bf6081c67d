import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconTrash,
} from '@tabler/icons-react';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { useSteerSchedule, type Schedule, type ScheduleSteering } from './use-schedule.ts';

/** What can be done with a schedule as it stands. */
export function ScheduleActions({ schedule, onEdit }: { schedule: Schedule; onEdit: () => void }) {
  const steer = useSteerSchedule(schedule.avatar_id);
  const [confirming, confirm] = useDisclosure(false);
  const busy = (how: ScheduleSteering) => steer.isPending && steer.variables === how;
  return (
    <Group gap="xs">
      <Button
        leftSection={<IconPlayerTrackNext size={16} />}
        loading={busy('trigger')}
        onClick={() => steer.mutate('trigger')}
      >
        Look now
      </Button>
      {schedule.paused ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} />}
          loading={busy('resume')}
          onClick={() => steer.mutate('resume')}
        >
          Go on
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          loading={busy('pause')}
          onClick={() => steer.mutate('pause')}
        >
          Pause
        </Button>
      )}
      <Button variant="default" leftSection={<IconPencil size={16} />} onClick={onEdit}>
        Change
      </Button>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={confirm.open}>
        Delete
      </Button>
      <ConfirmModal
        opened={confirming}
        onClose={confirm.close}
        title="Delete this schedule?"
        action="Delete schedule"
        onConfirm={() => steer.mutate('delete', { onSettled: confirm.close })}
        loading={busy('delete')}
      >
        Nothing is trained by itself any more. Jobs that it has started go on, and examples stay.
      </ConfirmModal>
    </Group>
  );
}
