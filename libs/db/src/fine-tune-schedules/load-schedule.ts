import { cadences } from '@understudy/domain/fine-tune-schedules/cadence';
import { scheduledJobSchema } from '@understudy/domain/fine-tune-schedules/schedule';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { fineTuneSchedules } from '../schema/fine-tune-schedules.ts';

/** A schedule as its activities work with it. */
export type LoadedSchedule = NonNullable<Awaited<ReturnType<typeof lockSchedule>>>;

const cadenceSchema = z.enum(cadences);

/** The schedule of an avatar; null where it has none. */
export async function findSchedule(tx: Transaction, avatarId: string) {
  const [row] = await tx
    .select()
    .from(fineTuneSchedules)
    .where(and(mine(fineTuneSchedules), eq(fineTuneSchedules.avatarId, avatarId)));
  return row === undefined ? null : parseSchedule(row);
}

/** A schedule that nobody else changes until the end of the transaction; null where it was deleted. */
export async function lockSchedule(tx: Transaction, scheduleId: string) {
  const [row] = await tx
    .select()
    .from(fineTuneSchedules)
    .where(and(mine(fineTuneSchedules), eq(fineTuneSchedules.id, scheduleId)))
    .for('no key update');
  return row === undefined ? null : parseSchedule(row);
}

function parseSchedule(row: typeof fineTuneSchedules.$inferSelect) {
  return { ...row, cadence: cadenceSchema.parse(row.cadence), job: scheduledJobSchema.parse(row.job) };
}
