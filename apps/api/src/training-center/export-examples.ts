import { Readable } from 'node:stream';
import type { Database, Transaction } from '@understudy/db/database';
import type { ExportPage } from '@understudy/db/training-examples/export-page';
import { loadLeadingExamples } from '@understudy/db/training-examples/leading-examples';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import { exportPages, findExportPages } from './export-pages.ts';
import { columnsOfPage, exportText, textOfPage } from './export-text.ts';
import { exportParquet } from './parquet/export-parquet.ts';
import { streamPage } from './stream-page.ts';

/** Which examples are downloaded, and whose. */
export type ExportRequest = { userId: string; filter: ExampleFilter; format: ExampleFormat };

/**
 * The file with the examples that a filter means, read from the database as it is taken: a slow client slows the reading
 * down, and none ends it. What is added meanwhile is not in it.
 *
 * @throws UnderstudyError `conflict` where there is no example
 */
export async function exportExamples(
  database: Database,
  { userId, filter, format }: ExportRequest,
): Promise<Readable> {
  const source = { database, userId };
  if (format === 'parquet') {
    const load = (tx: Transaction, page: ExportPage) => columnsOfPage(tx, filter, page);
    return await exportParquet(async () =>
      exportPages(await findExportPages(source, filter), (page) => streamPage(source, page, load)),
    );
  }
  // Each reads all examples: at the same time, on two connections, both take half as long.
  const [pages, leading] = await Promise.all([
    findExportPages(source, filter),
    formatsOfLines.has(format) ? database.asUser(userId, (tx) => loadLeadingExamples(tx, filter)) : [],
  ]);
  const file = { format, filter, except: leading.map(({ id }) => id) };
  const load = (tx: Transaction, page: ExportPage) => textOfPage(tx, file, page);
  const texts = exportPages(pages, (page) => streamPage(source, page, load));
  // Pieces are handed on as they are made: one that waits is enough.
  return Readable.from(exportText(format, leading, texts), { highWaterMark: 1 });
}

/** Formats whose records have the fields that they need: readers take the columns from the first ones. */
const formatsOfLines: ReadonlySet<ExampleFormat> = new Set(['jsonl', 'chat', 'preference']);
