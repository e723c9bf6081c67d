import { Router, json } from 'express';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { CallLog } from '../calls/call-log.ts';
import { faultRuleSchema } from '../faults/fault.ts';
import type { FaultBook } from '../faults/fault-book.ts';
import { resetAccount } from '../fine-tuning/tuning-account.ts';
import type { TuningAccount } from '../fine-tuning/tuning-account.ts';
import type { ShutdownDates } from '../models/shutdown-dates.ts';
import type { HubStore } from '../huggingface/hub/hub-store.ts';
import { createFineTuningAdmin } from './fine-tuning-admin.ts';
import { createHubAdmin } from './hub-admin.ts';

/** What the admin endpoints show and change. */
export interface SimulatorState {
  readonly calls: CallLog;
  readonly faults: FaultBook;
  /** The accounts at the providers that fine-tune; OpenAI's is `openai`. */
  readonly accounts: Readonly<Record<'openai' | 'together' | 'fireworks', TuningAccount>>;
  readonly hub: HubStore;
  readonly shutdown: ShutdownDates;
  readonly latency: { ms: number };
}

const latencySchema = z.object({ ms: z.number().min(0).max(600_000) });
const shutdownSchema = z.strictObject({ model: z.string().min(1), shutdown_date: z.iso.date().nullable() });
const loopback = /^(?:127\.|::1$|::ffff:127\.)/u;

/** The way in for a checker: what was called, what is to go wrong. Answers on loopback only. */
export function createAdminRouter(state: SimulatorState): Router {
  const { calls, faults, accounts, hub, shutdown, latency } = state;
  const usualLatency = latency.ms;
  const router = Router();
  router.use(onlyLoopback, json({ limit: '1mb' }));

  const showFaults = (response: Response, status = 200) => {
    response.status(status).json({ latency_ms: latency.ms, fired: faults.fired(), faults: faults.rules() });
  };

  router.get('/calls', ({ query }, response) => {
    response.json(calls.report(z.coerce.number().int().min(0).default(0).parse(query['since'])));
  });
  router.get('/faults', (_request, response) => showFaults(response));
  router.post('/faults', (request, response) => {
    response.status(201).json(faults.add(faultRuleSchema.strict().parse(request.body)));
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    showFaults(response);
  });
  router.post('/latency', (request, response) => {
    latency.ms = latencySchema.parse(request.body).ms;
    showFaults(response);
  });
  router.post('/reset', (_request, response) => {
    calls.reset();
    faults.reset();
    Object.values(accounts).forEach(resetAccount);
    hub.clear();
    shutdown.reset();
    latency.ms = usualLatency;
    showFaults(response);
  });

  router.post('/shutdown-dates', (request, response) => {
    const { model, shutdown_date: day } = shutdownSchema.parse(request.body);
    shutdown.announce(model, day);
    response.json({ model, shutdown_date: shutdown.of(model) });
  });
  router.use('/fine-tuning', createFineTuningAdmin(accounts.openai));
  router.use('/together', createFineTuningAdmin(accounts.together));
  router.use('/fireworks', createFineTuningAdmin(accounts.fireworks));
  router.use('/hub', createHubAdmin(hub));

  router.use(answerBadInput);
  return router;
}

const onlyLoopback: RequestHandler = (request, response, next) => {
  if (loopback.test(request.socket.remoteAddress ?? '')) next();
  else response.status(403).json({ error: 'The admin endpoints answer on loopback only.' });
};

const answerBadInput: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else next(error);
};
