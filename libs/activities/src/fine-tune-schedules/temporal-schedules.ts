import { cronOf, describeTimes, type ScheduleTimes } from '@understudy/domain/fine-tune-schedules/cadence';
import {
  scheduledFineTuneWorkflow,
  temporalScheduleId,
  type ScheduledFineTuneInput,
} from '@understudy/domain/fine-tune-schedules/schedule-workflow';
import { searchAttributes, taskQueues } from '@understudy/domain/runs/run-contract';
import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
  type ScheduleOptionsStartWorkflowAction,
} from '@temporalio/client';
import { SearchAttributeType, defineSearchAttributeKey, type Workflow } from '@temporalio/common';

/** A schedule as Temporal is to keep it. */
export type KeptSchedule = ScheduleTimes & ScheduledFineTuneInput & { paused: boolean };

const user = defineSearchAttributeKey(searchAttributes.user, SearchAttributeType.KEYWORD);
const avatar = defineSearchAttributeKey(searchAttributes.avatar, SearchAttributeType.KEYWORD);

/** How long after its time a schedule still looks, when Temporal was away meanwhile. */
const catchupWindow = '1 day';

/** Makes Temporal keep a schedule, or changes the one that it keeps. */
export async function keepSchedule(client: Client, schedule: KeptSchedule): Promise<void> {
  const options = optionsOf(schedule);
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies = {} } = options;
    await client.schedule
      .getHandle(options.scheduleId)
      .update(({ state }) => ({ spec, action, policies, state: { ...state, paused: schedule.paused } }));
  }
}

/** Has a schedule look now; nothing happens where it is looking already. */
export async function triggerSchedule(client: Client, scheduleId: string): Promise<void> {
  await client.schedule.getHandle(temporalScheduleId(scheduleId)).trigger(ScheduleOverlapPolicy.SKIP);
}

/** Makes Temporal forget a schedule. Forgetting what it does not keep is no error. */
export async function forgetSchedule(client: Client, scheduleId: string): Promise<void> {
  try {
    await client.schedule.getHandle(temporalScheduleId(scheduleId)).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}

/** The next times that a schedule looks: none while it is paused, or where Temporal does not know it. */
export async function nextLooks(client: Client, scheduleId: string): Promise<Date[]> {
  try {
    const { state, info } = await client.schedule.getHandle(temporalScheduleId(scheduleId)).describe();
    return state.paused ? [] : info.nextActionTimes;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return [];
    throw error;
  }
}

function optionsOf({
  userId,
  avatarId,
  scheduleId,
  paused,
  ...times
}: KeptSchedule): ScheduleOptions<ScheduleOptionsStartWorkflowAction<Workflow>> {
  const id = temporalScheduleId(scheduleId);
  const attributes = [
    { key: user, value: userId },
    { key: avatar, value: avatarId },
  ];
  return {
    scheduleId: id,
    spec: { cronExpressions: [cronOf(times)], timezone: times.timeZone },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
    state: { paused },
    typedSearchAttributes: attributes,
    action: {
      type: 'startWorkflow',
      workflowType: scheduledFineTuneWorkflow,
      workflowId: id,
      taskQueue: taskQueues.orchestration,
      args: [{ userId, avatarId, scheduleId } satisfies ScheduledFineTuneInput],
      typedSearchAttributes: attributes,
      staticSummary: `Scheduled fine-tune, ${describeTimes(times)}`,
    },
  };
}
