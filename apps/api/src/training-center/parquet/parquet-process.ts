/**
 * Makes files in Apache Parquet, one after the other, until standard input ends: examples come as columns, copied by PostgreSQL,
 * on standard input; the files go in frames to standard output.
 */
import { pipeline } from 'node:stream/promises';
import { frameOf } from './file-frames.ts';
import { gatherRecordBatches } from './gather-record-batches.ts';
import { inParquetThread } from './in-parquet-thread.ts';

const writeFile = inParquetThread();
const input: AsyncIterator<Buffer> = process.stdin[Symbol.asyncIterator]();

/** The examples of one file. Whoever stops reading them leaves the next file's where they are. */
async function* copiedFrom(first: Buffer): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await input.next(); next.done !== true; next = await input.next()) yield next.value;
}

async function* framedFiles(): AsyncGenerator<Uint8Array> {
  for (let next = await input.next(); next.done !== true; next = await input.next()) {
    for await (const piece of writeFile(gatherRecordBatches(copiedFrom(next.value)))) {
      yield frameOf(piece.length);
      yield piece;
    }
    yield frameOf(0);
  }
}

await pipeline(framedFiles(), process.stdout);
