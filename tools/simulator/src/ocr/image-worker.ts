import { parentPort } from 'node:worker_threads';
import { UndecodableImageError } from './pixel-image.ts';
import { readScreenshot } from './read-screenshot.ts';
import { startRecognizer } from './recognizer.ts';
import type { ScreenshotReading } from './screenshot.ts';

/** What the pool sends to a thread. */
export interface ImageJob {
  readonly bytes: Uint8Array;
}

/** What the thread answers. */
export type ImageJobResult =
  | { readonly kind: 'read'; readonly reading: ScreenshotReading }
  | { readonly kind: 'undecodable' | 'failed'; readonly message: string };

const recognizer = startRecognizer();

async function answer({ bytes }: ImageJob): Promise<ImageJobResult> {
  try {
    return { kind: 'read', reading: await readScreenshot(bytes, await recognizer) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: error instanceof UndecodableImageError ? 'undecodable' : 'failed', message };
  }
}

parentPort?.on('message', (job: ImageJob) => {
  void answer(job).then((result) => parentPort?.postMessage(result));
});
