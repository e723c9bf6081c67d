import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { z } from 'zod';
import { bareEnvironment } from '../processes/bare-environment.ts';
import { tooComplex } from './import-file-limits.ts';

const processFile = fileURLToPath(new URL('./parquet-lines-process.ts', import.meta.url));
const flags = ['--max-old-space-size=256'];
const lineFeed = 0x0a;

const headSchema = z.object({ rows: z.int().min(0) });

/**
 * The rows of a file in Apache Parquet as JSON Lines. Its directory is at its end, so it is put into a temporary file first, which a
 * process of its own reads.
 *
 * @param meter is told the bytes of the file that the rows so far are of: those of all rows are taken for equal
 * @throws UnderstudyError by the stream: `file_too_complex`; `file_unreadable` where the file is damaged or cannot be read
 */
export function expandParquet(packed: Readable, meter: (bytes: number) => void = () => undefined): Readable {
  return Readable.from(linesOf(packed, meter), { objectMode: false });
}

async function* linesOf(packed: Readable, meter: (bytes: number) => void): AsyncGenerator<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-parquet-'));
  try {
    const file = createWriteStream(join(folder, 'file.parquet'));
    await pipeline(packed, file);
    yield* unpack(String(file.path), file.bytesWritten, meter);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* unpack(path: string, bytes: number, meter: (bytes: number) => void): AsyncGenerator<Buffer> {
  const child = spawn(process.execPath, [...flags, processFile, path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: bareEnvironment(),
  });
  const closed = once(child, 'close');
  const complaint = text(child.stderr);
  // Whoever stops reading has no use for what it says.
  complaint.catch(() => undefined);
  try {
    const head = new HeadLine();
    let [given, lines] = [0, 0];
    for await (const chunk of child.stdout) {
      const part = head.take(Buffer.from(chunk));
      given += part.length;
      const refusal = tooComplex(bytes, given);
      if (refusal !== null) throw refusal;
      for (let at = part.indexOf(lineFeed); at !== -1; at = part.indexOf(lineFeed, at + 1)) lines += 1;
      meter(head.rows === 0 ? bytes : Math.round((bytes * lines) / head.rows));
      if (part.length > 0) yield part;
    }
    const [code] = await closed;
    if (code !== 0) throw damaged(await complaint);
  } finally {
    child.kill('SIGKILL');
  }
}

/** The first line of what the process writes, which says how many rows there are. */
class HeadLine {
  #begun = Buffer.alloc(0);
  #rows: number | null = null;

  /** All rows of the file; 0 until it is known. */
  get rows(): number {
    return this.#rows ?? 0;
  }

  /** What of a chunk comes behind the line. */
  take(chunk: Buffer): Buffer {
    if (this.#rows !== null) return chunk;
    this.#begun = Buffer.concat([this.#begun, chunk]);
    const end = this.#begun.indexOf(lineFeed);
    if (end === -1) return Buffer.alloc(0);
    this.#rows = headSchema.parse(JSON.parse(this.#begun.toString('utf8', 0, end))).rows;
    return this.#begun.subarray(end + 1);
  }
}

function damaged(complaint: string): UnderstudyError {
  const [reason = ''] = complaint.split('\n', 1);
  // What WebAssembly stumbled over tells nobody anything.
  const told = reason === '' || reason.startsWith('wasm:') ? '' : ` (${reason.slice(0, 200)})`;
  return new UnderstudyError(
    'file_unreadable',
    `The Parquet file is damaged, cut off or of a kind that is not known here${told}. Write it again, or save the data as JSON Lines.`,
  );
}
