import { Router } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { TunedModel, TunedModels } from '../fine-tuning/tuned-models.ts';
import { ProviderError, notFound } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';
import { modelNotFound } from './model-not-found.ts';
import { isServedModel, servedModels } from './served-models.ts';
import type { ShutdownDates } from './shutdown-dates.ts';

/** 2025-01-01, as every simulated model's day of birth. */
const created = 1_735_689_600;

const chatSchema = z.object({ model: z.string() });

/** `/v1/models`: list, retrieve, and delete for tuned ones. */
export function createModelsRouter(tuned: TunedModels, shutdown: ShutdownDates): Router {
  const router = Router();
  const toBody = (id: string, model?: TunedModel) => ({
    id,
    object: 'model',
    created: model?.created ?? created,
    owned_by: model === undefined ? 'system' : 'user-simulated',
    shutdown_date: shutdown.of(id),
  });
  router.get('/', (_request, response) => {
    const own = tuned.list().map((model) => toBody(model.id, model));
    const base = servedModels.filter((id) => !shutdown.isOver(id)).map((id) => toBody(id));
    sendJson(response, { object: 'list', data: [...base, ...own] });
  });
  router.get('/:id', ({ params: { id } }, response) => {
    const model = tuned.find(id);
    const served = id.startsWith('ft:') ? model !== undefined : isServedModel(id);
    if (!served || shutdown.isOver(id)) throw missing(id);
    sendJson(response, toBody(id, model));
  });
  router.delete('/:id', ({ params: { id } }, response) => {
    if (!id.startsWith('ft:') && isServedModel(id)) throw notYours(id);
    if (!tuned.delete(id)) throw missing(id);
    sendJson(response, { id, object: 'model', deleted: true });
  });
  return router;
}

/** Answers chats with a model that was shut down as the service does once it is gone. */
export function refuseShutDown(shutdown: ShutdownDates): RequestHandler {
  return ({ body }, _response, next) => {
    const model = chatSchema.safeParse(body).data?.model;
    if (model !== undefined && shutdown.isOver(model)) throw modelNotFound(model);
    next();
  };
}

const missing = (id: string): ProviderError =>
  notFound(`The model '${id}' does not exist`, 'model', 'model_not_found');

const notYours = (id: string): ProviderError =>
  new ProviderError({
    status: 403,
    type: 'invalid_request_error',
    message: `You do not have permission to delete the model '${id}'.`,
    param: 'model',
    code: 'insufficient_permissions',
  });
