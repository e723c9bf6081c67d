import { Readable } from 'node:stream';
import { copyHeader, copyTrailer } from '@understudy/db/bulk/copied-rows';
import { startParquetProcess } from './start-parquet-process.ts';

/**
 * The file in Apache Parquet that pages of examples make. Its process starts while the pages are looked for.
 *
 * @param findPages the pages of the file, which PostgreSQL has copied (`loadExportColumns`)
 * @throws whatever `findPages` throws
 */
export async function exportParquet(
  findPages: () => Promise<AsyncIterable<AsyncIterable<Buffer>>>,
): Promise<Readable> {
  const process = await startParquetProcess();
  try {
    const file = Readable.from(process.write(copiedAtOnce(await findPages())), { highWaterMark: 1 });
    return file.once('close', () => process.stop());
  } catch (error) {
    process.stop();
    throw error;
  }
}

/** Pages that were copied one by one, as if they had been copied at once. */
async function* copiedAtOnce(pages: AsyncIterable<AsyncIterable<Buffer>>): AsyncGenerator<Buffer> {
  yield copyHeader;
  for await (const page of pages) yield* page;
  yield copyTrailer;
}
