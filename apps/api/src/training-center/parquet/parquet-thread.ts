/** The thread that writes files in Apache Parquet, one after the other, of record batches that `inParquetThread` sends it. */
import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { FromThread } from './in-parquet-thread.ts';
import { writeParquet } from './write-parquet.ts';

if (parentPort === null) throw new Error('This is the program of a thread');
const port = parentPort;
const messages = received();

/** Record batches, with null after the last one of each file. */
async function* received(): AsyncGenerator<Uint8Array | null> {
  for await (const [message] of on(port, 'message')) yield message instanceof Uint8Array ? message : null;
}

/** The record batches of one file. Whoever has read them leaves the next file's where they are. */
async function* batchesFrom(first: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let next: Uint8Array | null = first; next !== null; next = (await messages.next()).value) {
    answer('taken');
    yield next;
  }
}

function answer(message: FromThread, transferred: ArrayBuffer[] = []): void {
  port.postMessage(message, transferred);
}

for (let next = await messages.next(); next.done !== true; next = await messages.next()) {
  if (next.value === null) continue;
  for await (const piece of writeParquet(batchesFrom(next.value))) {
    // A view of WebAssembly's memory cannot be given away.
    const own = piece.slice();
    answer(own, [own.buffer]);
  }
  answer('end');
}
