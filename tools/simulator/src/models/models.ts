import type { RequestHandler } from 'express';
import { notFound } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';
import { isServedModel, servedModels, shutdownDates } from './served-models.ts';

/** 2025-01-01, as every simulated model's day of birth. */
const created = 1_735_689_600;

const toModel = (id: string) => ({
  id,
  object: 'model',
  created,
  owned_by: id.startsWith('ft:') ? 'user-simulated' : 'system',
  shutdown_date: shutdownDates[id] ?? null,
});

/** `GET /v1/models` */
export const listModels: RequestHandler = (_request, response) => {
  sendJson(response, { object: 'list', data: servedModels.map(toModel) });
};

/** `GET /v1/models/:id` */
export const retrieveModel: RequestHandler<{ id: string }> = ({ params: { id } }, response) => {
  if (!isServedModel(id)) {
    throw notFound(`The model '${id}' does not exist`, 'model', 'model_not_found');
  }
  sendJson(response, toModel(id));
};
