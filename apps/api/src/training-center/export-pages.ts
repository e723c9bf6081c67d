import type { ExportPage } from '@understudy/db/training-examples/export-page';

/** Pages that are asked for before they are needed: PostgreSQL reads one while another is being sent. */
const ahead = 2;

/** A page that is on its way, piece by piece. */
export interface ComingPage {
  readonly page: AsyncIterable<Buffer>;
  /** Ends the reading of a page that nobody wants any more. */
  readonly drop: () => void;
}

/** The pages of a download one after the other; a few of them are in memory at a time. Nothing more is read after `return`. */
export async function* exportPages(
  pages: readonly ExportPage[],
  open: (page: ExportPage) => ComingPage,
): AsyncGenerator<AsyncIterable<Buffer>> {
  const waiting = pages.slice(0, ahead).map(open);
  try {
    for (const next of [...pages.slice(ahead), ...Array<null>(ahead).fill(null)]) {
      const coming = waiting.shift();
      if (coming === undefined) return;
      if (next !== null) waiting.push(open(next));
      yield coming.page;
    }
  } finally {
    for (const { drop } of waiting) drop();
  }
}
