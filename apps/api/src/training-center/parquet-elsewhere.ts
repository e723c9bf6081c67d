import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';

const processFile = fileURLToPath(new URL('./parquet-process.ts', import.meta.url));

/** Rows become objects, columns and pages there: most of it is garbage at once. */
const flags = ['--max-semi-space-size=4', '--heap-growing-percent=20'];

/** Each takes a processor; further ones wait for their turn. */
const atOnce = pLimit(2);

/**
 * The file in Apache Parquet that rows make (JSON, a line each), written by a process of its own: there is no way to have it
 * made elsewhere than in JavaScript, and in the API it left 110 MB more resident.
 *
 * @throws whatever reading the rows throws; Error where the process ends before its file is whole
 */
export async function* parquetElsewhere(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
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
  const fed = pipeline(rows, child.stdin).catch((error: unknown) => {
    child.kill('SIGKILL');
    return { error };
  });
  try {
    for await (const piece of child.stdout) yield toBuffer(piece);
    const [failure, [code]] = await Promise.all([fed, closed]);
    if (failure !== undefined && code === null) throw failure.error;
    if (code !== 0) throw new Error(`The process that writes Parquet ended with ${String(code)}`);
  } finally {
    child.kill('SIGKILL');
    isOver.resolve();
  }
}

function toBuffer(piece: unknown): Buffer {
  if (Buffer.isBuffer(piece)) return piece;
  throw new TypeError('The output of a process comes as bytes');
}
