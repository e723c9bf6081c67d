import type { Database } from '@understudy/db/database';
import { loadExportPage, type ExportPage } from '@understudy/db/training-examples/export-page';
import type { ExportRow } from '@understudy/db/training-examples/export-row';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';

/** Pages that are asked for before they are needed: PostgreSQL reads one while another is being written. */
const ahead = 2;

/** The pages of a download one after the other; a few of them are in memory at a time. Nothing more is read after `return`. */
export async function* exportPages(
  { database, userId }: { database: Database; userId: string },
  filter: ExampleFilter,
  pages: readonly ExportPage[],
): AsyncGenerator<ExportRow[]> {
  const load = (page: ExportPage) => {
    const rows = database.asUser(userId, (tx) => loadExportPage(tx, filter, page));
    // A failure is met when it is this page's turn, which may never come.
    rows.catch(() => undefined);
    return rows;
  };
  const waiting = pages.slice(0, ahead).map(load);
  for (const next of [...pages.slice(ahead), ...Array<null>(ahead).fill(null)]) {
    const rows = await waiting.shift();
    if (next !== null) waiting.push(load(next));
    if (rows !== undefined) yield rows;
  }
}
