import type { Client } from '@temporalio/client';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import type { ProviderEvent } from './fine-tune-adapter.ts';

/** `TASK_QUEUE_TYPE_ACTIVITY` and `PENDING_ACTIVITY_STATE_SCHEDULED` of Temporal's API. */
const activityQueue = 2;
const scheduled = 1;

/** A trainer that has nothing to do asks for work at least this often: Temporal ends its request after a minute. */
const idleSilenceMs = 75_000;

/** What is told when there is no machine to train on. */
export const noMachineMessage =
  'No machine is free to train: none has asked for work in the last minute. Start a trainer with `npm run trainer` ' +
  'on this machine or on any other, best one with a GPU. Trainings that wait begin by themselves.';

/** A part of Temporal's description of a workflow: what of it is waiting or being worked on. */
type PendingActivity = {
  activityId?: string | null;
  state?: number | null;
  attempt?: number | null;
};

/** Whether a trainer without work waits for some, on any machine. @throws what the connection throws */
export async function isMachineIdle(client: Client, now = Date.now()): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueues.loraTraining },
    taskQueueType: activityQueue,
  });
  return (pollers ?? []).some(({ lastAccessTime }) => {
    const seconds = Number(lastAccessTime?.seconds ?? 0);
    return now - seconds * 1_000 < idleSilenceMs;
  });
}

/** The training that no machine has taken yet, or none any more; undefined while one works on it. */
export function findWaiting(activities: readonly PendingActivity[]): PendingActivity | undefined {
  return activities.find(({ state }) => state === scheduled);
}

/** The event that says that a training waits for a machine, once for each wait. */
export function waitingEvent(
  executionId: string,
  { activityId, attempt }: PendingActivity,
  occurredAt: Date,
): ProviderEvent {
  return {
    id: `waiting-${executionId}-${activityId ?? ''}-${String(attempt ?? 1)}`,
    occurredAt,
    level: 'warn',
    type: 'message',
    message: noMachineMessage,
    data: {},
  };
}
