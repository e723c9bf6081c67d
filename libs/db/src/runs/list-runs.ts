import type { Page } from '@understudy/domain/http/page';
import type { Run, RunKind, RunStatus } from '@understudy/domain/runs/run';
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { runs } from '../schema/runs.ts';
import { runColumns, toRun, type RunLinks } from './run-mapping.ts';

/** Which runs: those that meet every condition given. */
export type RunFilter = {
  kind?: RunKind | undefined;
  /** Any of these; no condition when empty. */
  statuses?: readonly RunStatus[] | undefined;
  avatarId?: string | undefined;
};

/** A page of the user's runs, newest first. */
export async function listRuns(
  tx: Transaction,
  filter: RunFilter,
  page: PageRequest,
  links: RunLinks,
): Promise<Page<Run>> {
  const { kind, statuses = [], avatarId } = filter;
  const rows = await tx
    .select(runColumns)
    .from(runs)
    .where(
      and(
        mine(runs),
        kind === undefined ? undefined : eq(runs.kind, kind),
        statuses.length === 0 ? undefined : inArray(runs.status, [...statuses]),
        avatarId === undefined ? undefined : eq(runs.avatarId, avatarId),
        olderThanCursor(runs.id, page),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(page.limit + 1);
  return toPage(rows, page, (row) => toRun(row, links));
}
