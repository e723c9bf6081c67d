/**
 * Makes files in Apache Parquet, one after the other, until standard input ends: examples come as columns, copied by PostgreSQL,
 * on standard input; the files go in frames to standard output.
 */
import { once } from 'node:events';
import { frameOf } from './file-frames.ts';
import { gatherRecordBatches } from './gather-record-batches.ts';
import { writeParquet } from './write-parquet.ts';

const input: AsyncIterator<Buffer> = process.stdin[Symbol.asyncIterator]();

async function write(bytes: Uint8Array): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

/** The examples of one file. Whoever stops reading them leaves the next file's where they are. */
async function* copiedFrom(first: Buffer): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await input.next(); next.done !== true; next = await input.next()) yield next.value;
}

for (let next = await input.next(); next.done !== true; next = await input.next()) {
  for await (const piece of writeParquet(gatherRecordBatches(copiedFrom(next.value)))) {
    await write(frameOf(piece.length));
    await write(piece);
  }
  await write(frameOf(0));
}
