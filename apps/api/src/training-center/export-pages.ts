import type { Database, Transaction } from '@understudy/db/database';
import type { ExportPage } from '@understudy/db/training-examples/export-page';

/** Pages that are asked for before they are needed: PostgreSQL reads one while another is being sent. */
const ahead = 2;

/** The pages of a download one after the other; a few of them are in memory at a time. Nothing more is read after `return`. */
export async function* exportPages<Page>(
  { database, userId }: { database: Database; userId: string },
  pages: readonly ExportPage[],
  loadPage: (tx: Transaction, page: ExportPage) => Promise<Page>,
): AsyncGenerator<Page> {
  const load = (page: ExportPage) => {
    const loaded = database.asUser(userId, (tx) => loadPage(tx, page));
    // A failure is met when it is this page's turn, which may never come.
    loaded.catch(() => undefined);
    return loaded;
  };
  const waiting = pages.slice(0, ahead).map(load);
  for (const next of [...pages.slice(ahead), ...Array<null>(ahead).fill(null)]) {
    const page = await waiting.shift();
    if (next !== null) waiting.push(load(next));
    if (page !== undefined) yield page;
  }
}
