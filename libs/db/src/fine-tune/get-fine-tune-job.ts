import type { FineTuneJob, ListFineTuneJobsQuery } from '@understudy/domain/fine-tune/contracts/job';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';
import { selectFineTuneJobs, toFineTuneJob } from './fine-tune-job-mapping.ts';

/**
 * A job as the API shows it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getFineTuneJob(tx: Transaction, jobId: string): Promise<FineTuneJob> {
  const rows = await selectFineTuneJobs(tx, eq(avatarFineTuneJobs.id, jobId));
  return toFineTuneJob(firstOrNotFound(rows, 'fine-tune job', jobId));
}

/** A page of an avatar's jobs, newest first. */
export async function listFineTuneJobs(
  tx: Transaction,
  avatarId: string,
  status: ListFineTuneJobsQuery['status'],
  page: PageRequest,
): Promise<Page<FineTuneJob>> {
  const rows = await selectFineTuneJobs(
    tx,
    and(
      eq(avatarFineTuneJobs.avatarId, avatarId),
      status === undefined ? undefined : eq(avatarFineTuneJobs.status, status),
      olderThanCursor(avatarFineTuneJobs.id, page),
    ),
  )
    .orderBy(desc(avatarFineTuneJobs.id))
    .limit(page.limit + 1);
  return toPage(rows, page, toFineTuneJob);
}
