import type { Transaction } from '@understudy/db/database';
import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import type { ExportPage } from '@understudy/db/training-examples/export-page';
import type { ExportRow } from '@understudy/db/training-examples/export-row';
import { loadExportRows } from '@understudy/db/training-examples/export-rows';
import { loadExportText, type ExportedFile } from '@understudy/db/training-examples/export-text';
import { ExampleWriter } from '@understudy/domain/training-center/export/example-writer';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import type { TextFormat } from '@understudy/domain/training-center/formats/example-format';
import { TextPage } from './text-page.ts';

/** Smaller pieces cost a call of the system each; larger ones get pages of memory of their own, which takes longer than to fill them. */
const pieceBytes = 60_000;

/** The text of a page, piece by piece: examples with what goes between them. */
export async function* textOfPage(
  tx: Transaction,
  file: ExportedFile,
  page: ExportPage,
): AsyncGenerator<Buffer> {
  const writer = new ExampleWriter(file.format);
  const piece = new TextPage(pieceBytes);
  const loaded = loadExportText(tx, file, page, {
    text: (bytes, from, to) => {
      piece.append(writer.separate());
      piece.appendBytes(bytes, from, to);
    },
    row: (row) => piece.append(writer.write(toTrainingExample(row))),
  });
  for await (const _ of loaded) if (piece.length >= pieceBytes) yield piece.take();
  if (piece.length > 0) yield piece.take();
}

/** The rows of a page in JSON, a line each, piece by piece. */
export async function* rowsOfPage(
  tx: Transaction,
  filter: ExampleFilter,
  page: ExportPage,
): AsyncGenerator<Buffer> {
  const piece = new TextPage(pieceBytes);
  const loaded = loadExportRows(tx, filter, page, (bytes, from, to) => {
    piece.appendBytes(bytes, from, to);
    piece.append('\n');
  });
  for await (const _ of loaded) if (piece.length >= pieceBytes) yield piece.take();
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
