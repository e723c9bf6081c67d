import type { ErrorRequestHandler, Response } from 'express';
import { ProviderError } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';

/** gRPC status codes by HTTP status, as its JSON gateway writes them. */
const codes: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 409: 6, 429: 8, 503: 14 };
const internal = 13;

/** Answers with an error in the shape of Fireworks' account API: `{ code, message, details }`. */
export const answerFireworksErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof ProviderError) || response.headersSent) {
    next(error);
    return;
  }
  const { status, message, headers } = error.details;
  response.set(headers ?? {});
  sendJson(response, { code: codes[status] ?? internal, message, details: [] }, status);
};

/** Something that is there already: 409. */
export const alreadyExists = (name: string): ProviderError =>
  new ProviderError({ status: 409, type: 'already_exists', message: `${name} already exists` });

/** Answers with nothing but success, as deletions do. */
export const sendEmpty = (response: Response): void => sendJson(response, {});
