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

/** Examples of a file: as its text, or to be written. */
export type TextPart = string | readonly ExportRow[];

/** A page of a file: its text where all of its examples are ordinary, or else the examples. */
export async function loadTextPart(tx: Transaction, file: ExportedFile, page: ExportPage): Promise<TextPart> {
  const text = await loadExportText(tx, file, page);
  if (text !== null) return text;
  const written = new Set(file.except);
  const rows = await loadExportPage(tx, file.filter, page);
  return rows.filter(({ id }) => !written.has(id));
}

/** The file in a text format, part by part. */
export async function* exportText(
  format: TextFormat,
  parts: AsyncIterable<TextPart>,
): AsyncGenerator<Buffer> {
  const writer = new ExampleWriter(format);
  yield Buffer.from(writer.start());
  for await (const part of parts) {
    yield typeof part === 'string' ? Buffer.from(writer.place(part)) : writeRows(writer, part);
  }
  yield Buffer.from(writer.finish());
}

function writeRows(writer: ExampleWriter, rows: readonly ExportRow[]): Buffer {
  const page = new TextPage(expectedBytes);
  for (const row of rows) page.append(writer.write(toTrainingExample(row)));
  return page.bytes();
}
