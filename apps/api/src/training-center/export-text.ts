import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import type { ExportRow } from '@understudy/db/training-examples/export-row';
import { ExampleWriter } from '@understudy/domain/training-center/export/example-writer';
import type { TextFormat } from '@understudy/domain/training-center/formats/example-format';
import { TextPage } from './text-page.ts';

/** A page's texts have 1.5 MB; quotation marks and field names come on top. */
const expectedBytes = 2_000_000;

/** The file in a text format, page by page. */
export async function* exportText(
  format: TextFormat,
  pages: AsyncIterable<readonly ExportRow[]>,
): AsyncGenerator<Buffer> {
  const writer = new ExampleWriter(format);
  yield Buffer.from(writer.start());
  for await (const rows of pages) {
    const page = new TextPage(expectedBytes);
    for (const row of rows) page.append(writer.write(toTrainingExample(row)));
    yield page.bytes();
  }
  yield Buffer.from(writer.finish());
}
