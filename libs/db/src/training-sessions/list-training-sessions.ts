import type { Page } from '@understudy/domain/http/page';
import type { TrainingSessionSummary } from '@understudy/domain/training-sessions/training-session';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { notFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarTrainingData } from '../schema/training-sessions.ts';
import { selectSessionSummaries, toSessionSummary } from './session-summary.ts';

/**
 * A page of an avatar's training sessions, newest first.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function listTrainingSessions(
  tx: Transaction,
  avatarId: string,
  page: PageRequest,
  links: RunLinks,
): Promise<Page<TrainingSessionSummary>> {
  const rows = await selectSessionSummaries(
    tx,
    and(eq(avatarTrainingData.avatarId, avatarId), olderThanCursor(avatarTrainingData.id, page)),
  )
    .orderBy(desc(avatarTrainingData.id))
    .limit(page.limit + 1);
  if (
    rows.length === 0 &&
    (await tx.$count(avatarProfiles, and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)))) === 0
  ) {
    throw notFound('avatar', avatarId);
  }
  return toPage(rows, page, (row) => toSessionSummary(row, links));
}
