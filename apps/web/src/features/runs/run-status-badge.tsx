import { Badge, Loader } from '@mantine/core';
import type { RunStatus } from '@understudy/domain/runs/run';

const looks: Record<RunStatus, { label: string; color: string }> = {
  queued: { label: 'Queued', color: 'gray' },
  running: { label: 'Running', color: 'footlight' },
  paused: { label: 'Paused', color: 'blue' },
  budget_paused: { label: 'Waiting for budget', color: 'blue' },
  completed: { label: 'Completed', color: 'teal' },
  completed_with_errors: { label: 'Completed with errors', color: 'orange' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
};

/** What a status is called in front of people. */
export function runStatusLabel(status: RunStatus): string {
  return looks[status].label;
}

/** The status of a run as a word on a colour. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { label, color } = looks[status];
  return (
    <Badge
      variant="light"
      color={color}
      leftSection={status === 'running' ? <Loader size={10} color={color} aria-hidden /> : undefined}
    >
      {label}
    </Badge>
  );
}
