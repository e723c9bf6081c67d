import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import { bareEnvironment } from '../processes/bare-environment.ts';
import { pdfAnswerSchema, type PdfAnswer, type PdfRequest } from './pdf-contract.ts';

/** Characters of text at which a PDF is given up: twenty times the Bible would be fewer. */
const maxCharacters = 20_000_000;
/** Milliseconds that one PDF may take. */
const timeLimitMs = 45_000;

const processFile = fileURLToPath(new URL('./pdf-process.ts', import.meta.url));

/** The text layer of a PDF, page by page; an empty page has none and wants the vision model. */
export type PdfText = { pageCount: number; pages: string[] };

/**
 * Reads the text layer of a PDF in a process with bounded time and memory.
 *
 * @throws UnderstudyError `file_unreadable` or `file_too_complex`, naming the file
 */
export async function readPdfText(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<PdfText> {
  const answer = await ask(
    { bytes, mode: 'text', maxPages: uploadLimits.pdfPages, maxCharacters, pages: [] },
    signal,
  );
  if (answer.outcome === 'text') return answer;
  throw pdfError(name, answer);
}

/**
 * Renders one page of a PDF to a PNG, for the vision model.
 *
 * @throws UnderstudyError `file_unreadable` or `file_too_complex`, naming the file
 */
export async function renderPdfPage(
  name: string,
  bytes: Uint8Array,
  page: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const answer = await ask({ bytes, mode: 'render', maxPages: 1, maxCharacters, pages: [page] }, signal);
  const image = answer.outcome === 'rendered' ? answer.images[0] : undefined;
  if (image !== undefined) return image;
  throw pdfError(name, answer);
}

function pdfError(name: string, answer: PdfAnswer): UnderstudyError {
  const reason = answer.outcome === 'failed' ? answer.reason : 'unreadable';
  switch (reason) {
    case 'encrypted':
      return new UnderstudyError(
        'file_unreadable',
        `“${name}” is protected by a password. Save it without one.`,
      );
    case 'too_complex':
      return new UnderstudyError(
        'file_too_complex',
        `“${name}” expands to more than can be processed. Save it again as a plain PDF, or export fewer pages.`,
      );
    case 'no_pages':
      return new UnderstudyError(
        'file_unreadable',
        `“${name}” is a PDF without a page. Save it again, with its pages.`,
      );
    case 'unreadable':
      return new UnderstudyError('file_unreadable', `“${name}” is damaged: it cannot be opened as a PDF.`);
  }
}

function ask(request: PdfRequest, signal?: AbortSignal): Promise<PdfAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(processFile, {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=512', '--no-warnings'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: bareEnvironment(),
    });
    const timer = setTimeout(() => finish({ outcome: 'failed', reason: 'too_complex' }), timeLimitMs);
    const abort = () => {
      cleanUp();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    child.once('message', (message) => finish(pdfAnswerSchema.parse(message)));
    child.once('error', reject);
    // A process that dies without an answer ran out of memory.
    child.once('exit', () => finish({ outcome: 'failed', reason: 'too_complex' }));
    child.send(request);

    function finish(answer: PdfAnswer): void {
      cleanUp();
      resolve(answer);
    }
    function cleanUp(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      child.kill('SIGKILL');
    }
  });
}
