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
import { openAiDialect } from './fine-tuning/dialect.ts';
import { createFineTuningRouter } from './fine-tuning/fine-tuning-router.ts';
import { createJobCallCounter } from './fine-tuning/job-calls.ts';
import { createJobStore } from './fine-tuning/job-store.ts';
import { usualFineTuningSettings } from './fine-tuning/settings.ts';
import type { FineTuningSettings } from './fine-tuning/settings.ts';
import { tunedChat } from './fine-tuning/tuned-chat.ts';
import { answerErrors, answerHuggingFaceErrors } from './http/answer-errors.ts';
import { authenticate } from './http/authenticate.ts';
import { parseJsonBody } from './http/parse-json-body.ts';
import { notFound } from './http/provider-error.ts';
import { setServiceHeaders } from './http/service-headers.ts';
import { createHuggingFaceRouter } from './huggingface/huggingface-router.ts';
import { createModelsRouter, refuseShutDown } from './models/models-router.ts';
import { createShutdownDates } from './models/shutdown-dates.ts';
import { moderations } from './moderations/moderations.ts';
import { readImageOnThread } from './ocr/image-reader.ts';
import type { ReadImage } from './ocr/image-reader.ts';
import { noStateFolder, openStateFolder } from './state/state-folder.ts';

/** How the simulator behaves; everything may be left out. */
export interface SimulatorOptions {
  /** The only key that is accepted. Without it every key is, except visibly invalid ones. */
  readonly apiKey?: string | undefined;
  /** Milliseconds that every answer is delayed by; 0 by default. */
  readonly latencyMs?: number | undefined;
  /** How long fine-tuning takes, as far as it is to differ from the usual. */
  readonly fineTuning?: Partial<FineTuningSettings> | undefined;
  /** Milliseconds from the upload of a file until it is processed; 0 by default. */
  readonly fileProcessingMs?: number | undefined;
  /** Where files and jobs are kept, to outlive the process; in memory alone when left out. */
  readonly stateFolder?: string | undefined;
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
  const state = createState(options, now);
  const { calls, files, jobs, shutdown } = state;
  const chat = chatCompletions(readImage, now);

  const app = express().disable('x-powered-by').disable('etag');
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', simulated: true });
  });
  app.use('/admin', createAdminRouter(state));
  app.use(
    ['/v1', '/hf'],
    recordCalls(calls),
    setServiceHeaders,
    parseJsonBody,
    authenticate(apiKey),
    injectFaults(state),
  );
  app.post(
    '/v1/chat/completions',
    refuseShutDown(shutdown),
    tunedChat(jobs.models, 'ft:', readImage, now),
    chat,
  );
  app.post('/v1/embeddings', embeddings);
  app.post('/v1/moderations', moderations);
  app.use('/v1/models', createModelsRouter(jobs.models, shutdown));
  app.use(
    '/v1/files',
    createFilesRouter(files, () => jobs.settle()),
  );
  app.use('/v1/fine_tuning/jobs', createFineTuningRouter(state));
  app.use('/hf', createHuggingFaceRouter(chat));
  app.use(['/v1', '/hf'], ({ method, originalUrl }) => {
    throw notFound(`Invalid URL (${method} ${originalUrl})`);
  });
  app.use('/hf', answerHuggingFaceErrors);
  app.use(answerErrors);
  return app;
}

function createState(options: SimulatorOptions, now: () => number) {
  const folder = options.stateFolder === undefined ? noStateFolder : openStateFolder(options.stateFolder);
  const files = createFileStore({
    now,
    processingMs: () => options.fileProcessingMs ?? 0,
    state: folder,
  });
  return {
    now,
    calls: createCallLog(now),
    faults: createFaultBook(),
    files,
    jobs: createJobStore({
      now,
      files,
      state: folder,
      settings: { ...usualFineTuningSettings, ...options.fineTuning },
      dialect: openAiDialect,
    }),
    jobCalls: createJobCallCounter(now),
    shutdown: createShutdownDates(now),
    latency: { ms: options.latencyMs ?? 0 },
  };
}
