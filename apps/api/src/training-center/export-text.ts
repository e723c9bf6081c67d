import type { Transaction } from '@understudy/db/database';
import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import type { ExportPage } from '@understudy/db/training-examples/export-page';
import type { ExportRow } from '@understudy/db/training-examples/export-row';
import { loadExportColumns } from '@understudy/db/training-examples/export-columns';
import { loadExportText, type ExportedFile } from '@understudy/db/training-examples/export-text';
import { ExampleWriter } from '@understudy/domain/training-center/export/example-writer';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import type { TextFormat } from '@understudy/domain/training-center/formats/example-format';
import { pieceBytes } from '../downloads/pieces.ts';
import { TextPage } from './text-page.ts';

/** A piece goes when it is as full: most of the next examples would not fit into it any more. */
const fullBytes = pieceBytes - 4_096;

/** The text of a page, piece by piece: examples with what goes between them. */
export async function* textOfPage(
  tx: Transaction,
  file: ExportedFile,
  page: ExportPage,
): AsyncGenerator<Buffer> {
  const writer = new ExampleWriter(file.format);
  const piece = new TextPage();
  const loaded = loadExportText(tx, file, page, {
    text: (bytes, from, to) => {
      piece.append(writer.separate());
      piece.appendBytes(bytes, from, to);
    },
    row: (row) => piece.append(writer.write(toTrainingExample(row))),
  });
  for await (const _ of loaded) if (piece.length >= fullBytes) yield piece.take();
  if (piece.length > 0) yield piece.take();
}

/** The examples of a page as columns (`loadExportColumns`), in pieces that are as large as they may be. */
export async function* columnsOfPage(
  tx: Transaction,
  filter: ExampleFilter,
  page: ExportPage,
): AsyncGenerator<Buffer> {
  const piece = new TextPage();
  for await (const rows of loadExportColumns(tx, filter, page)) {
    if (piece.length > 0 && piece.length + rows.length > pieceBytes) yield piece.take();
    piece.appendBytes(rows, 0, rows.length);
  }
  if (piece.length > 0) yield piece.take();
}

/** The file in a text format, piece by piece: some examples first, and then the pages. */
export async function* exportText(
  format: TextFormat,
  leading: readonly ExportRow[],
  pages: AsyncIterable<AsyncIterable<Buffer>>,
): AsyncGenerator<Buffer> {
  const writer = new ExampleWriter(format);
  const beginning = leading.map((row) => writer.write(toTrainingExample(row)));
  yield Buffer.from(writer.start() + beginning.join(''));
  for await (const page of pages) {
    let isFirst = true;
    for await (const piece of page) {
      if (isFirst) yield Buffer.from(writer.separate());
      isFirst = false;
      yield piece;
    }
  }
  yield Buffer.from(writer.finish());
}
