import type { Readable } from 'node:stream';
import type { Database } from '@understudy/db/database';
import type { ExportPage } from '@understudy/db/training-examples/export-page';
import { planExportText, type ExportPlan } from '@understudy/db/training-examples/export-text';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';

/** Pages that are asked for before they are needed: PostgreSQL reads one while another is being sent. */
const ahead = 2;

/** The error for a file that would have nothing in it. */
export function nothingToDownload(): UnderstudyError {
  return new UnderstudyError('conflict', 'There is nothing to download. Ensure you have at least 1 example.');
}

/**
 * The pages of a download: the first ones, and others while those before them are read.
 *
 * @throws UnderstudyError `conflict` where there is no example
 */
export async function findExportPages(
  { database, userId }: { database: Database; userId: string },
  filter: ExampleFilter,
): Promise<AsyncIterable<ExportPage>> {
  const plan = (range: ExportPage | null): Promise<ExportPlan> =>
    database.asUser(userId, (tx) => planExportText(tx, filter, range));
  const first = await plan(null);
  if (first.pages.length === 0) throw nothingToDownload();
  return plannedPages(first, plan);
}

async function* plannedPages(
  first: ExportPlan,
  plan: (range: ExportPage) => Promise<ExportPlan>,
): AsyncGenerator<ExportPage> {
  let next: Promise<ExportPlan> | null = Promise.resolve(first);
  while (next !== null) {
    const { pages, rest }: ExportPlan = await next;
    next = rest === null ? null : plan(rest);
    // A failure is met when it is this plan's turn, which may never come.
    next?.catch(() => undefined);
    yield* pages;
  }
}

/** The pages of a download one after the other; a few of them are in memory at a time. Nothing more is read after `return`. */
export async function* exportPages(
  pages: AsyncIterable<ExportPage>,
  open: (page: ExportPage) => Readable,
): AsyncGenerator<Readable> {
  const waiting: Readable[] = [];
  try {
    for await (const page of pages) {
      waiting.push(open(page));
      const [coming] = waiting;
      if (coming === undefined || waiting.length <= ahead) continue;
      waiting.shift();
      yield coming;
    }
    for (let coming = waiting.shift(); coming !== undefined; coming = waiting.shift()) yield coming;
  } finally {
    for (const unwanted of waiting) unwanted.destroy();
  }
}
