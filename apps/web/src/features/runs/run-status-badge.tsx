import type { RunStatus } from '@understudy/domain/runs/run';
import { StatusBadge, type StatusLook } from '../../app/status-badge.tsx';

const looks: Record<RunStatus, StatusLook> = {
  queued: { label: 'Queued', color: 'gray' },
  running: { label: 'Running', color: 'footlight', isAtWork: true },
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
  return <StatusBadge {...looks[status]} />;
}
