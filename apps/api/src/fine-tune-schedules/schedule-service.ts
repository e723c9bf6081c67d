import {
  forgetSchedule,
  keepSchedule,
  nextLooks,
  triggerSchedule,
} from '@understudy/activities/fine-tune-schedules/temporal-schedules';
import { deleteSchedule, setScheduleEnabled } from '@understudy/db/fine-tune-schedules/change-schedule';
import { getSchedule } from '@understudy/db/fine-tune-schedules/get-schedule';
import { putSchedule } from '@understudy/db/fine-tune-schedules/put-schedule';
import { describeTimes } from '@understudy/domain/fine-tune-schedules/cadence';
import type { PutSchedule, Schedule, StoredSchedule } from '@understudy/domain/fine-tune-schedules/schedule';
import { ScheduleNotFoundError } from '@temporalio/client';
import type { ApiDependencies } from '../dependencies.ts';
import { askOnceMore } from './ask-once-more.ts';
import { toSteeringError } from '../runs/temporal-errors.ts';

/** Milliseconds in which Temporal's server must answer. */
const serverDeadlineMs = 3_000;

/**
 * Milliseconds that a change may take where Temporal is there, and busy: it makes changes of schedules one after the other (measured:
 * 60 at once take 9.7 s while both processors are at work).
 */
const busyDeadlineMs = 10_000;

/** Next times that are shown. */
const mostNextRuns = 5;

/** Whose schedule, of which avatar. */
export type ScheduleOfAvatar = { userId: string; avatarId: string };

type Needed = Pick<ApiDependencies, 'database' | 'temporal' | 'logger'>;

/**
 * Makes or changes the schedule of an avatar. Temporal is told before the row is committed, so that a row never stands
 * without its schedule; a schedule without its row forgets itself when it looks next.
 *
 * @throws UnderstudyError `not_found`; `orchestrator_unavailable`
 */
export async function saveSchedule(
  needed: Needed,
  { userId, avatarId }: ScheduleOfAvatar,
  wanted: PutSchedule,
): Promise<Schedule> {
  const stored = await needed.database.asUser(userId, async (tx) => {
    await putSchedule(tx, avatarId, wanted);
    const schedule = await getSchedule(tx, avatarId);
    await keep(needed, userId, schedule);
    return schedule;
  });
  return await withNextRuns(needed, stored);
}

/**
 * The schedule of an avatar, and when it looks next.
 *
 * @throws UnderstudyError `not_found`
 */
export async function readSchedule(
  needed: Needed,
  { userId, avatarId }: ScheduleOfAvatar,
): Promise<Schedule> {
  return await withNextRuns(needed, await needed.database.asUser(userId, (tx) => getSchedule(tx, avatarId)));
}

/**
 * Pauses the schedule of an avatar, or lets it go on.
 *
 * @throws UnderstudyError `not_found`; `orchestrator_unavailable`
 */
export async function pauseSchedule(
  needed: Needed,
  { userId, avatarId }: ScheduleOfAvatar,
  paused: boolean,
): Promise<Schedule> {
  const stored = await needed.database.asUser(userId, async (tx) => {
    await setScheduleEnabled(tx, avatarId, !paused);
    const schedule = await getSchedule(tx, avatarId);
    await keep(needed, userId, schedule);
    return schedule;
  });
  return await withNextRuns(needed, stored);
}

/**
 * Has the schedule of an avatar look now, paused or not. Where it is looking already, nothing happens.
 *
 * @throws UnderstudyError `not_found`; `orchestrator_unavailable`
 */
export async function lookNow(needed: Needed, { userId, avatarId }: ScheduleOfAvatar): Promise<Schedule> {
  const stored = await needed.database.asUser(userId, (tx) => getSchedule(tx, avatarId));
  const trigger = () => change(needed, () => triggerSchedule(needed.temporal, stored.id));
  try {
    await trigger();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    // Temporal has lost it, such as with its database: it is told anew.
    await keep(needed, userId, stored);
    await trigger();
  }
  return await withNextRuns(needed, stored);
}

/**
 * Deletes the schedule of an avatar.
 *
 * @throws UnderstudyError `not_found`
 */
export async function removeSchedule(needed: Needed, { userId, avatarId }: ScheduleOfAvatar): Promise<void> {
  const id = await needed.database.asUser(userId, (tx) => deleteSchedule(tx, avatarId));
  await forgetQuietly(needed, id);
}

/** Makes Temporal forget a schedule whose row is gone. Where it cannot be reached, the schedule forgets itself later. */
export async function forgetQuietly({ temporal, logger }: Needed, scheduleId: string): Promise<void> {
  await temporal
    .withDeadline(Date.now() + serverDeadlineMs, () => forgetSchedule(temporal, scheduleId))
    .catch((error: unknown) => logger.warn({ err: error, schedule_id: scheduleId }, 'forgotten later'));
}

function keep(needed: Needed, userId: string, schedule: StoredSchedule): Promise<void> {
  const { id: scheduleId, avatar_id: avatarId, cadence, hour, time_zone: timeZone, paused } = schedule;
  const kept = { scheduleId, userId, avatarId, cadence, hour, timeZone, paused };
  return change(needed, () => keepSchedule(needed.temporal, kept));
}

/** Changes a schedule. To be repeated without harm: where an answer is late, but Temporal is there, it is asked once more. */
async function change({ temporal }: Needed, request: () => Promise<void>): Promise<void> {
  await askOnceMore({
    ask: (deadlineMs) => temporal.withDeadline(Date.now() + deadlineMs, request),
    isThere: () =>
      temporal.withDeadline(Date.now() + serverDeadlineMs, () => temporal.workflowService.getSystemInfo({})),
    deadlinesMs: [serverDeadlineMs, busyDeadlineMs],
  }).catch((error: unknown) => {
    throw toSteeringError(error);
  });
}

async function withNextRuns(needed: Needed, stored: StoredSchedule): Promise<Schedule> {
  const { cadence, hour, time_zone: timeZone } = stored;
  const { temporal } = needed;
  const dates = await temporal
    .withDeadline(Date.now() + serverDeadlineMs, () => nextLooks(temporal, stored.id))
    .catch(() => null);
  return {
    ...stored,
    description: describeTimes({ cadence, hour, timeZone }),
    next_runs: dates?.slice(0, mostNextRuns).map((date) => date.toISOString()) ?? null,
  };
}
