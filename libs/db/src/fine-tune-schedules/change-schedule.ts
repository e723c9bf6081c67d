import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { fineTuneSchedules } from '../schema/fine-tune-schedules.ts';

/**
 * Pauses the schedule of an avatar, or lets it go on.
 *
 * @throws UnderstudyError `not_found`
 */
export async function setScheduleEnabled(tx: Transaction, avatarId: string, enabled: boolean): Promise<void> {
  const rows = await tx
    .update(fineTuneSchedules)
    .set({ enabled })
    .where(and(mine(fineTuneSchedules), eq(fineTuneSchedules.avatarId, avatarId)))
    .returning({ id: fineTuneSchedules.id });
  firstOrNotFound(rows, 'schedule of the avatar', avatarId);
}

/** Notes that a schedule has looked, and which job it has started, if it has. */
export async function noteLook(tx: Transaction, scheduleId: string, jobId: string | null): Promise<void> {
  await tx
    .update(fineTuneSchedules)
    .set({ lastLookedAt: sql`clock_timestamp()`, ...(jobId === null ? {} : { lastJobId: jobId }) })
    .where(and(mine(fineTuneSchedules), eq(fineTuneSchedules.id, scheduleId)));
}

/**
 * Deletes the schedule of an avatar, with the record of its firings. What became an example stays one.
 *
 * @returns its ID
 * @throws UnderstudyError `not_found`
 */
export async function deleteSchedule(tx: Transaction, avatarId: string): Promise<string> {
  const rows = await tx
    .delete(fineTuneSchedules)
    .where(and(mine(fineTuneSchedules), eq(fineTuneSchedules.avatarId, avatarId)))
    .returning({ id: fineTuneSchedules.id });
  return firstOrNotFound(rows, 'schedule of the avatar', avatarId).id;
}
