import express from 'express';
import type { Express } from 'express';
import { createAdminRouter } from './admin/admin-router.ts';
import { createCallLog } from './calls/call-log.ts';
import { recordCalls } from './calls/record-calls.ts';
import { chatCompletions } from './chat/chat-completions.ts';
import { embeddings } from './embeddings/embeddings.ts';
import { createFaultBook } from './faults/fault-book.ts';
import { injectFaults } from './faults/inject-faults.ts';
import { createFilesRouter } from './files/files-router.ts';
import { openAiDialect } from './fine-tuning/dialect.ts';
import { createFineTuningRouter } from './fine-tuning/fine-tuning-router.ts';
import { usualFineTuningSettings } from './fine-tuning/settings.ts';
import type { FineTuningSettings } from './fine-tuning/settings.ts';
import { tunedChat } from './fine-tuning/tuned-chat.ts';
import { createTuningAccount } from './fine-tuning/tuning-account.ts';
import { fireworksDialect } from './fireworks/fireworks-dialect.ts';
import { answerFireworksErrors } from './fireworks/fireworks-error.ts';
import { createFireworksRouter } from './fireworks/fireworks-router.ts';
import { answerErrors, answerHuggingFaceErrors } from './http/answer-errors.ts';
import { authenticate } from './http/authenticate.ts';
import { parseJsonBody } from './http/parse-json-body.ts';
import { notFound } from './http/provider-error.ts';
import { setServiceHeaders } from './http/service-headers.ts';
import { receiveLargeFile } from './huggingface/hub/hub-commits.ts';
import { createHubRouter } from './huggingface/hub/hub-router.ts';
import { createHubStore } from './huggingface/hub/hub-store.ts';
import { createHuggingFaceRouter } from './huggingface/huggingface-router.ts';
import { createModelsRouter, refuseShutDown } from './models/models-router.ts';
import { createShutdownDates } from './models/shutdown-dates.ts';
import { moderations } from './moderations/moderations.ts';
import { readImageOnThread } from './ocr/image-reader.ts';
import type { ReadImage } from './ocr/image-reader.ts';
import { noStateFolder, openStateFolder, scopedFolder } from './state/state-folder.ts';
import { togetherDialect } from './together/together-dialect.ts';
import { receiveContent } from './together/together-files.ts';
import type { AwaitedFiles } from './together/together-files.ts';
import { createTogetherRouter } from './together/together-router.ts';

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

/** Where the simulated providers answer: OpenAI, Hugging Face, Together, Fireworks. */
const simulatedPaths = ['/v1', '/hf', '/together/v1', '/fireworks'];
/** Where content for Together is put; signed addresses need no key. */
const uploadPath = '/together-uploads';
/** Where large files for the hub are put, likewise. */
const hubUploadPath = '/hub-uploads';

/**
 * Creates the provider simulator: the wire protocols of OpenAI under `/v1`, Hugging Face under `/hf`, Together under
 * `/together/v1` and Fireworks under `/fireworks`, answers computed from the requests, faults on demand, and `/admin` for whoever checks what was called. Each app has a state of its own.
 */
export function createSimulator(options: SimulatorOptions = {}): Express {
  const { apiKey, now = Date.now, readImage = readImageOnThread } = options;
  const state = createState(options, now);
  const { calls, accounts, shutdown } = state;
  const { files, jobs } = accounts.openai;
  const awaited: AwaitedFiles = new Map();
  const chat = chatCompletions(readImage, now);

  const app = express().disable('x-powered-by').disable('etag');
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', simulated: true });
  });
  app.use('/admin', createAdminRouter(state));
  app.use(
    simulatedPaths,
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
  app.use('/v1/fine_tuning/jobs', createFineTuningRouter(accounts.openai));
  app.put(`${hubUploadPath}/:oid`, receiveLargeFile(state.hub));
  app.use('/hf', createHuggingFaceRouter(chat), createHubRouter(state.hub, hubUploadPath));
  app.put(`${uploadPath}/:id`, receiveContent(accounts.together.files, awaited));
  app.use('/together/v1', createTogetherRouter(accounts.together, awaited, uploadPath, readImage, chat));
  app.use('/fireworks', createFireworksRouter(accounts.fireworks, readImage, chat));
  app.use(simulatedPaths, ({ method, originalUrl }) => {
    throw notFound(`Invalid URL (${method} ${originalUrl})`);
  });
  app.use('/hf', answerHuggingFaceErrors);
  app.use('/fireworks/v1', answerFireworksErrors);
  app.use(answerErrors);
  return app;
}

function createState(options: SimulatorOptions, now: () => number) {
  const shared = {
    now,
    state: options.stateFolder === undefined ? noStateFolder : openStateFolder(options.stateFolder),
    settings: { ...usualFineTuningSettings, ...options.fineTuning },
    fileProcessingMs: options.fileProcessingMs ?? 0,
  };
  return {
    calls: createCallLog(now),
    faults: createFaultBook(),
    accounts: {
      openai: createTuningAccount('openai', openAiDialect, shared),
      together: createTuningAccount('together', togetherDialect, shared),
      fireworks: createTuningAccount('fireworks', fireworksDialect, shared),
    },
    hub: createHubStore(scopedFolder(shared.state, 'hub'), now),
    shutdown: createShutdownDates(now),
    latency: { ms: options.latencyMs ?? 0 },
  };
}
