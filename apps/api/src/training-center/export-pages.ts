import type { Readable } from 'node:stream';
import type { ExportPage } from '@understudy/db/training-examples/export-page';

/** Pages that are asked for before they are needed: PostgreSQL reads one while another is being sent. */
const ahead = 2;

/** The pages of a download one after the other; a few of them are in memory at a time. Nothing more is read after `return`. */
export async function* exportPages(
  pages: readonly ExportPage[],
  open: (page: ExportPage) => Readable,
): AsyncGenerator<Readable> {
  const waiting = pages.slice(0, ahead).map(open);
  try {
    for (const next of [...pages.slice(ahead), ...Array<null>(ahead).fill(null)]) {
      const coming = waiting.shift();
      if (coming === undefined) return;
      if (next !== null) waiting.push(open(next));
      yield coming;
    }
  } finally {
    for (const unwanted of waiting) unwanted.destroy();
  }
}
