import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from '@understudy/activities/processes/bare-environment';
import pLimit from 'p-limit';
import { writePiece } from '../../downloads/pieces.ts';
import { FramedFile } from './file-frames.ts';

const processFile = fileURLToPath(new URL('./parquet-process.ts', import.meta.url));

/**
 * It makes few objects; most garbage is what comes on standard input, which V8 would look for far too often if it did not count
 * it as part of the heap. Looking for it on several threads costs more than it saves: 590 ms of the processor for 100,000 examples, and 550 on one.
 */
const flags = [
  '--max-semi-space-size=4',
  '--external-memory-accounted-in-global-limit',
  '--no-parallel-scavenge',
];

/**
 * Memory of record batches goes back to the system at once. By default glibc keeps what was freed, for each thread (measured: 330–440 MB
 * resident instead of 290).
 */
const allocation = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '4194304',
  MALLOC_TRIM_THRESHOLD_: '33554432',
};

/** Each takes a processor; further ones wait for their turn. */
const atOnce = pLimit(2);

/** Milliseconds for which a process waits for another file. Its code is compiled by then: it writes that one sooner. */
const idleMs = 120_000;

/** A process that writes files in Apache Parquet. */
export type ParquetProcess = {
  /**
   * The file that examples make, which come as PostgreSQL copies them (`loadExportColumns`).
   *
   * @throws whatever reading the examples throws; Error where the process ends before its file is whole
   */
  write: (examples: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>;
  /** Says that nothing more is wanted. To be called in any case; a process in the middle of a file is ended. */
  stop: () => void;
};

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** The one that waits for another file. */
let idle: { child: Child; timer: NodeJS.Timeout } | null = null;

/**
 * A process that writes a file, when it is its turn: a process of its own, since memory of WebAssembly is never given back. It
 * takes a while until a new one is up, in which the examples can be looked for.
 */
export async function startParquetProcess(): Promise<ParquetProcess> {
  const isOver = Promise.withResolvers<void>();
  await new Promise<void>((resolve) => {
    void atOnce(() => {
      resolve();
      return isOver.promise;
    });
  });
  const child = takeIdle() ?? start();
  let isFree = true;
  return {
    async *write(examples) {
      isFree = false;
      const file = new FramedFile();
      const fed = feed(child, examples).catch((error: unknown) => {
        child.kill('SIGKILL');
        return { error };
      });
      // The pipe outlives the file: another one may come through it.
      for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
        yield* file.take(toBuffer(chunk));
        if (file.isWhole) break;
      }
      const failure = await fed;
      if (failure !== undefined) throw failure.error;
      if (!file.isWhole) throw new Error('The process that writes Parquet ended before its file was whole');
      isFree = true;
    },
    stop() {
      if (isFree) keep(child);
      else child.kill('SIGKILL');
      isOver.resolve();
    },
  };
}

function start(): Child {
  const child = spawn(process.execPath, [...flags, processFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...bareEnvironment(), ...allocation },
  });
  // Heard where a file is written, if one is.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  return child;
}

/** Sends examples, without an end to what is sent: another file may follow. */
async function feed({ stdin }: Child, examples: AsyncIterable<Buffer>): Promise<undefined> {
  for await (const piece of examples) await writePiece(stdin, piece);
}

function takeIdle(): Child | null {
  if (idle === null) return null;
  const { child, timer } = idle;
  clearTimeout(timer);
  idle = null;
  if (child.exitCode !== null || child.signalCode !== null) return null;
  for (const handle of handlesOf(child)) handle.ref();
  return child;
}

/** Lets a process wait for another file, unless one waits already. It ends by itself when nothing more can come. */
function keep(child: Child): void {
  if (idle !== null) return void child.stdin.end();
  // Whoever wants to end need not wait with it.
  for (const handle of handlesOf(child)) handle.unref();
  const timer = setTimeout(() => takeIdle()?.stdin.end(), idleMs);
  idle = { child, timer: timer.unref() };
}

function handlesOf(child: Child): { ref: () => void; unref: () => void }[] {
  const pipes = [child.stdin, child.stdout].filter((pipe) => pipe instanceof Socket);
  return [child, ...pipes];
}

function toBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  throw new TypeError('The output of a process comes as bytes');
}
