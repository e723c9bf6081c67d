import type { Page } from '@understudy/domain/http/page';
import type { TrainingFileStatus } from '@understudy/domain/training-files/training-file-status';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { and, desc, eq, or } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { containing } from '../paging/containing.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { runs } from '../schema/runs.ts';
import { trainingFiles } from '../schema/training-files.ts';
import { toTrainingFile, trainingFileColumns } from './training-file-mapping.ts';

/** Which training files: those that meet every condition given. */
export type TrainingFileFilter = {
  status?: TrainingFileStatus | undefined;
  /** Part of the name or the description. */
  search?: string | undefined;
  createdBy?: string | undefined;
};

/** A page of the user's training files, newest first. */
export async function listTrainingFiles(
  tx: Transaction,
  { status, search, createdBy }: TrainingFileFilter,
  page: PageRequest,
  links: RunLinks,
): Promise<Page<TrainingFile>> {
  const { name, description } = trainingFiles;
  const rows = await tx
    .select(trainingFileColumns)
    .from(trainingFiles)
    .innerJoin(runs, eq(runs.id, trainingFiles.buildRunId))
    .where(
      and(
        mine(trainingFiles),
        status === undefined ? undefined : eq(trainingFiles.status, status),
        search === undefined ? undefined : or(containing(name, search), containing(description, search)),
        createdBy === undefined ? undefined : eq(trainingFiles.createdBy, createdBy),
        olderThanCursor(trainingFiles.id, page),
      ),
    )
    .orderBy(desc(trainingFiles.id))
    .limit(page.limit + 1);
  return toPage(rows, page, (row) => toTrainingFile(row, links));
}
