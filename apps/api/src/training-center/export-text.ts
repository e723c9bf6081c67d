import type { Transaction } from '@understudy/db/database';
import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import { loadExportPage, type ExportPage } from '@understudy/db/training-examples/export-page';
import type { ExportRow } from '@understudy/db/training-examples/export-row';
import { loadExportText, type ExportedFile } from '@understudy/db/training-examples/export-text';
import { ExampleWriter } from '@understudy/domain/training-center/export/example-writer';
import type { TextFormat } from '@understudy/domain/training-center/formats/example-format';
import { TextPage } from './text-page.ts';

/** A page's texts have 1.5 MB; quotation marks and field names come on top. */
const expectedBytes = 2_000_000;

/** A page of a file: its text in parts where all of its examples are ordinary, or else the examples. */
export type TextOrRows = { text: readonly string[] } | { rows: readonly ExportRow[] };

/** A page of a file in a format of texts. */
export async function loadTextOrRows(
  tx: Transaction,
  { format, filter, except }: Omit<ExportedFile, 'format'> & { format: TextFormat },
  page: ExportPage,
): Promise<TextOrRows> {
  const text = format === 'csv' ? null : await loadExportText(tx, { format, filter, except }, page);
  if (text !== null) return { text };
  const written = new Set(except);
  const rows = await loadExportPage(tx, filter, page);
  return { rows: rows.filter(({ id }) => !written.has(id)) };
}

/** The file in a text format, piece by piece. */
export async function* exportText(
  format: TextFormat,
  pages: AsyncIterable<TextOrRows>,
): AsyncGenerator<Buffer> {
  const writer = new ExampleWriter(format);
  yield Buffer.from(writer.start());
  for await (const page of pages) {
    if ('rows' in page) yield writeRows(writer, page.rows);
    else for (const text of page.text) yield Buffer.from(writer.place(text));
  }
  yield Buffer.from(writer.finish());
}

function writeRows(writer: ExampleWriter, rows: readonly ExportRow[]): Buffer {
  const page = new TextPage(expectedBytes);
  for (const row of rows) page.append(writer.write(toTrainingExample(row)));
  return page.bytes();
}
