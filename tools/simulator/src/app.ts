import express from 'express';
import type { Express } from 'express';
import { createAdminRouter } from './admin/admin-router.ts';
import { createCallLog } from './calls/call-log.ts';
import { recordCalls } from './calls/record-calls.ts';
import { chatCompletions } from './chat/chat-completions.ts';
import { embeddings } from './embeddings/embeddings.ts';
import { createFaultBook } from './faults/fault-book.ts';
import { injectFaults } from './faults/inject-faults.ts';
import { createFileStore } from './files/file-store.ts';
import { createFilesRouter } from './files/files-router.ts';
import { answerErrors, answerHuggingFaceErrors } from './http/answer-errors.ts';
import { authenticate } from './http/authenticate.ts';
import { parseJsonBody } from './http/parse-json-body.ts';
import { notFound } from './http/provider-error.ts';
import { setServiceHeaders } from './http/service-headers.ts';
import { createHuggingFaceRouter } from './huggingface/huggingface-router.ts';
import { listModels, retrieveModel } from './models/models.ts';
import { moderations } from './moderations/moderations.ts';
import { readImageOnThread } from './ocr/image-reader.ts';
import type { ReadImage } from './ocr/image-reader.ts';

/** How the simulator behaves; everything may be left out. */
export interface SimulatorOptions {
  /** The only key that is accepted. Without it every key is, except visibly invalid ones. */
  readonly apiKey?: string | undefined;
  /** Milliseconds that every answer is delayed by; 0 by default. */
  readonly latencyMs?: number | undefined;
  /** Clock in milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
  /** Reads images; by OCR on a pool of threads by default. */
  readonly readImage?: ReadImage | undefined;
}

/**
 * Creates the provider simulator: OpenAI's and Hugging Face's wire protocol under `/v1` and `/hf`, answers computed
 * from the requests, faults on demand, and `/admin` for whoever checks what was called. Each app has a state of its own.
 */
export function createSimulator(options: SimulatorOptions = {}): Express {
  const { apiKey, now = Date.now, readImage = readImageOnThread } = options;
  const state = {
    calls: createCallLog(now),
    faults: createFaultBook(),
    files: createFileStore(now),
    latency: { ms: options.latencyMs ?? 0 },
  };
  const chat = chatCompletions(readImage, now);

  const app = express().disable('x-powered-by').disable('etag');
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', simulated: true });
  });
  app.use('/admin', createAdminRouter(state));
  app.use(
    ['/v1', '/hf'],
    recordCalls(state.calls),
    setServiceHeaders,
    parseJsonBody,
    authenticate(apiKey),
    injectFaults(state),
  );
  app.post('/v1/chat/completions', chat);
  app.post('/v1/embeddings', embeddings);
  app.post('/v1/moderations', moderations);
  app.get('/v1/models', listModels);
  app.get('/v1/models/:id', retrieveModel);
  app.use('/v1/files', createFilesRouter(state.files));
  app.use('/hf', createHuggingFaceRouter(chat));
  app.use(['/v1', '/hf'], ({ method, originalUrl }) => {
    throw notFound(`Invalid URL (${method} ${originalUrl})`);
  });
  app.use('/hf', answerHuggingFaceErrors);
  app.use(answerErrors);
  return app;
}
