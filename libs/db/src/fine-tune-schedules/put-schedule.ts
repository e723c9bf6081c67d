import type { PutSchedule, ScheduledJob } from '@understudy/domain/fine-tune-schedules/schedule';
import { lockAvatar } from '../avatars/lock-avatar.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { fineTuneSchedules } from '../schema/fine-tune-schedules.ts';

/**
 * Makes the schedule of an avatar, or changes it; whether it is paused stays as it is.
 *
 * @returns its ID
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function putSchedule(tx: Transaction, avatarId: string, wanted: PutSchedule): Promise<string> {
  await lockAvatar(tx, avatarId);
  const job: ScheduledJob = wanted.job === null ? { use: 'last' } : { use: 'given', request: wanted.job };
  const settings = {
    cadence: wanted.cadence,
    timeZone: wanted.time_zone,
    hour: wanted.hour,
    minimumRating: wanted.minimum_rating,
    minimumNewExamples: wanted.minimum_new_examples,
    job,
  };
  const [row] = await tx
    .insert(fineTuneSchedules)
    .values({ id: newId(), avatarId, ...settings })
    .onConflictDoUpdate({
      target: fineTuneSchedules.avatarId,
      set: settings,
      setWhere: mine(fineTuneSchedules),
    })
    .returning({ id: fineTuneSchedules.id });
  if (row === undefined) throw new Error('An upsert returned no row');
  return row.id;
}
