import { Badge, Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMasksTheater } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneStatusTitles, type FineTuneStatus } from '@understudy/domain/fine-tune/fine-tune-status';
import { StatusBadge } from '../../app/status-badge.tsx';

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
      <StatusBadge
        label={fineTuneStatusTitles[job.status]}
        color={colors[job.status]}
        isAtWork={atWork.has(job.status)}
      />
    </Group>
  );
}
