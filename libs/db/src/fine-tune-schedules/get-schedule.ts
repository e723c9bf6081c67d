import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { StoredSchedule } from '@understudy/domain/fine-tune-schedules/schedule';
import { getAvatarName } from '../avatars/get-avatar-name.ts';
import type { Transaction } from '../database.ts';
import { countWaitingTurns } from './chat-turns.ts';
import { listFirings } from './firings.ts';
import { findSchedule } from './load-schedule.ts';

/**
 * The schedule of an avatar, with what waits and what came of its last look.
 *
 * @throws UnderstudyError `not_found` without such an avatar, or where it has no schedule
 */
export async function getSchedule(tx: Transaction, avatarId: string): Promise<StoredSchedule> {
  await getAvatarName(tx, avatarId);
  const row = await findSchedule(tx, avatarId);
  if (row === null) throw new UnderstudyError('not_found', 'This avatar has no schedule.');
  const { items } = await listFirings(tx, row.id, { limit: 1 });
  return {
    id: row.id,
    avatar_id: row.avatarId,
    paused: !row.enabled,
    cadence: row.cadence,
    time_zone: row.timeZone,
    hour: row.hour,
    minimum_rating: row.minimumRating,
    minimum_new_examples: row.minimumNewExamples,
    job: row.job.use === 'given' ? row.job.request : null,
    new_examples: await countWaitingTurns(tx, avatarId, row.minimumRating),
    last_firing: items[0] ?? null,
    last_job_id: row.lastJobId,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
