import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { pieceWriter } from '../../downloads/pieces.ts';

const processFile = fileURLToPath(new URL('./parquet-process.ts', import.meta.url));

/** It makes few objects. */
const flags = ['--max-semi-space-size=4', '--heap-growing-percent=20'];

/** Each takes a processor; further ones wait for their turn. */
const atOnce = pLimit(2);

/** A process that writes one file in Apache Parquet. */
export type ParquetProcess = {
  /**
   * The file that examples make, which come as PostgreSQL copies them (`loadExportColumns`).
   *
   * @throws whatever reading the examples throws; Error where the process ends before its file is whole
   */
  write: (examples: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>;
  /** Ends it, whatever it is doing. To be called in any case. */
  stop: () => void;
};

/**
 * Starts a process that writes a file, when it is its turn: a process of its own, since memory of WebAssembly is never given
 * back. It takes a while until it is up, in which the examples can be looked for.
 */
export async function startParquetProcess(): Promise<ParquetProcess> {
  const isOver = Promise.withResolvers<void>();
  await new Promise<void>((resolve) => {
    void atOnce(() => {
      resolve();
      return isOver.promise;
    });
  });
  const child = spawn(process.execPath, [...flags, processFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  });
  const closed = once(child, 'close');
  // Heard where the file is written, if it ever is.
  closed.catch(() => undefined);
  return {
    async *write(examples) {
      const fed = pipeline(examples, pieceWriter(child.stdin)).catch((error: unknown) => {
        child.kill('SIGKILL');
        return { error };
      });
      for await (const piece of child.stdout) yield toBuffer(piece);
      const [failure, [code]] = await Promise.all([fed, closed]);
      if (failure !== undefined && code === null) throw failure.error;
      if (code !== 0) throw new Error(`The process that writes Parquet ended with ${String(code)}`);
    },
    stop() {
      child.kill('SIGKILL');
      isOver.resolve();
    },
  };
}

function toBuffer(piece: unknown): Buffer {
  if (Buffer.isBuffer(piece)) return piece;
  throw new TypeError('The output of a process comes as bytes');
}
