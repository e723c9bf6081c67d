import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { providerCall } from './provider-call.ts';

const fixed = {
  'openai-organization': 'simulated',
  'openai-version': '2020-10-01',
  'x-simulated-provider': 'true',
  'x-ratelimit-limit-requests': '10000',
  'x-ratelimit-limit-tokens': '2000000',
  'x-ratelimit-remaining-requests': '9999',
  'x-ratelimit-remaining-tokens': '1999000',
  'x-ratelimit-reset-requests': '6ms',
  'x-ratelimit-reset-tokens': '30ms',
};

/** Sets the headers that the real service sends with every answer, and one that says who is really answering. */
export const setServiceHeaders: RequestHandler = (_request, response, next) => {
  for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value);
  response.setHeader('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
  next();
};

/** Says how long the answer took, up to now. */
export function setProcessingTime(response: ServerResponse): void {
  const took = performance.now() - providerCall(response).startedAt;
  response.setHeader('openai-processing-ms', String(Math.round(took)));
}
