import { Badge, Group, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMasksTheater } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneStatusTitles, type FineTuneStatus } from '@understudy/domain/fine-tune/fine-tune-status';

const colors: Record<FineTuneStatus, string> = {
  pending: 'gray',
  preparing: 'footlight',
  uploading: 'footlight',
  validating_files: 'footlight',
  queued: 'footlight',
  running: 'footlight',
  awaiting_model: 'blue',
  paused: 'blue',
  cancelling: 'gray',
  succeeded: 'teal',
  failed: 'red',
  cancelled: 'gray',
};

const atWork: ReadonlySet<FineTuneStatus> = new Set([
  'preparing',
  'uploading',
  'validating_files',
  'queued',
  'running',
  'cancelling',
]);

/** The status of a job, and what else is to be known at a glance. */
export function JobBadges({ job, long = false }: { job: FineTuneJob; long?: boolean }) {
  const color = colors[job.status];
  return (
    <Group gap={6}>
      {long && job.simulated_provider && (
        <Badge variant="default" leftSection={<IconMasksTheater size={13} aria-hidden />}>
          Simulated provider
        </Badge>
      )}
      {job.stuck_since !== null && (
        <Badge variant="light" color="orange" leftSection={<IconAlertTriangle size={12} aria-hidden />}>
          Stuck?
        </Badge>
      )}
      {job.is_active && (
        <Badge variant="filled" color="footlight" leftSection={<IconCheck size={12} aria-hidden />}>
          Active
        </Badge>
      )}
      <Badge
        variant="light"
        color={color}
        leftSection={atWork.has(job.status) ? <Loader size={10} color={color} aria-hidden /> : undefined}
      >
        {fineTuneStatusTitles[job.status]}
      </Badge>
    </Group>
  );
}
