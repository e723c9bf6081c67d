import type { LaneStop } from '@understudy/domain/auto-train/auto-train-contract';
import { isEnded, type RunStatus } from '@understudy/domain/runs/run';

/** Why a lane begins nothing new while its run has this status; null where it may. */
export function stopFor(status: RunStatus): Exclude<LaneStop, 'done'> | null {
  if (isEnded(status)) return 'cancelled';
  if (status === 'budget_paused') return 'budget';
  return status === 'paused' ? 'paused' : null;
}
