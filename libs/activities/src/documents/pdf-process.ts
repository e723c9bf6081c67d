/**
 * Reads PDFs in a process of its own, since a hostile PDF can ask for any amount of time and memory. This thread only
 * watches; the work is done in a worker thread, so that even a busy loop inside the PDF library is noticed.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { pdfRequestSchema, type PdfAnswer } from './pdf-contract.ts';
import { readPdf } from './pdf-pages.ts';

/** Resident memory of this process at which a PDF is given up. */
const memoryLimitBytes = 700 * 1024 * 1024;
const watchEveryMs = 25;

if (isMainThread) {
  process.once('message', watch);
  process.once('disconnect', () => process.exit(0));
} else {
  const answer = await readPdf(pdfRequestSchema.parse(workerData));
  parentPort?.postMessage(answer);
}

function watch(request: unknown): void {
  const worker = new Worker(new URL(import.meta.url), { workerData: request });
  const watchdog = setInterval(() => {
    if (process.memoryUsage.rss() > memoryLimitBytes) end({ outcome: 'failed', reason: 'too_complex' });
  }, watchEveryMs);
  worker.once('message', (answer: PdfAnswer) => end(answer));
  worker.once('error', () => end({ outcome: 'failed', reason: 'unreadable' }));

  function end(answer: PdfAnswer): void {
    clearInterval(watchdog);
    process.send?.(answer, () => process.exit(0));
  }
}
