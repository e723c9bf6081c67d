import { on } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What the thread answers: a piece of the file, that it has taken a record batch, or that the file is whole. */
export type FromThread = Uint8Array | 'taken' | 'end';

/** Record batches that may wait for the thread: it shall never wait for one. */
const mostWaiting = 2;

/** Writes files in Apache Parquet, one after the other. */
export type WriteParquetFile = (batches: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

/**
 * Starts the thread that writes files (`parquet-thread.ts`): while it writes one record batch, the next is gathered. It takes
 * batches in Arrow's format for streams, with the memory that they are in; what it throws ends the process.
 */
export function inParquetThread(): WriteParquetFile {
  const thread = new Worker(new URL('./parquet-thread.ts', import.meta.url));
  // Between files it keeps no process alive.
  thread.unref();
  return async function* write(batches) {
    thread.ref();
    const room = new Room(mostWaiting);
    const answers = on(thread, 'message');
    const sent = (async () => {
      for await (const batch of batches) {
        await room.take();
        thread.postMessage(batch, batch.buffer instanceof ArrayBuffer ? [batch.buffer] : []);
      }
      thread.postMessage(null);
    })();
    for await (const [answer] of answers) {
      if (answer === 'end') break;
      if (answer instanceof Uint8Array) yield answer;
      else room.giveBack();
    }
    await sent;
    thread.unref();
  };
}

/** Room for so many. */
class Room {
  #free: number;
  #freed = Promise.withResolvers<void>();

  constructor(places: number) {
    this.#free = places;
  }

  /** Takes a place, as soon as there is one. For one at a time. */
  async take(): Promise<void> {
    if (this.#free === 0) await this.#freed.promise;
    this.#freed = Promise.withResolvers();
    this.#free -= 1;
  }

  giveBack(): void {
    this.#free += 1;
    this.#freed.resolve();
  }
}
