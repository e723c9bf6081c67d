import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { UndecodableImageError } from './pixel-image.ts';
import type { ImageJob, ImageJobResult } from './image-worker.ts';
import type { ScreenshotReading } from './screenshot.ts';

/** Reads what is on an image (PNG, JPEG or WebP bytes). */
export type ReadImage = (bytes: Uint8Array) => Promise<ScreenshotReading>;

interface QueuedJob {
  readonly bytes: Uint8Array;
  readonly resolve: (reading: ScreenshotReading) => void;
  readonly reject: (error: Error) => void;
}

/** More at once would only make each slower. */
const workerCount = Math.max(1, Math.min(4, availableParallelism()));

const queue: QueuedJob[] = [];
const idle: Worker[] = [];
let started = 0;

/**
 * Reads an image on a thread of the pool, so that other requests are answered meanwhile. Threads are started when
 * first needed, kept for later images, and do not keep the process alive.
 *
 * @throws {UndecodableImageError} when the bytes are no image.
 */
export const readImageOnThread: ReadImage = (bytes) =>
  new Promise((resolve, reject) => {
    queue.push({ bytes, resolve, reject });
    startNext();
  });

function startNext(): void {
  if (queue.length === 0) return;
  const worker = idle.pop() ?? (started < workerCount ? startWorker() : undefined);
  const job = worker === undefined ? undefined : queue.shift();
  if (worker !== undefined && job !== undefined) run(worker, job);
}

function startWorker(): Worker {
  started += 1;
  const worker = new Worker(new URL('./image-worker.ts', import.meta.url));
  worker.once('exit', () => {
    started -= 1;
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
    startNext();
  });
  return worker;
}

function run(worker: Worker, job: QueuedJob): void {
  const settle = () => {
    worker.off('message', succeed).off('error', fail);
    worker.unref();
  };
  const succeed = (result: ImageJobResult) => {
    settle();
    idle.push(worker);
    if (result.kind === 'read') job.resolve(result.reading);
    else if (result.kind === 'undecodable') job.reject(new UndecodableImageError(result.message));
    else job.reject(new Error(result.message));
    startNext();
  };
  const fail = (error: Error) => {
    settle();
    job.reject(error);
  };
  worker.ref();
  worker.once('message', succeed).once('error', fail);
  worker.postMessage({ bytes: job.bytes } satisfies ImageJob);
}
