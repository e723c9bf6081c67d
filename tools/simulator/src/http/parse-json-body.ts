import { createHash } from 'node:crypto';
import { json } from 'express';
import { providerCall } from './provider-call.ts';

/** Largest JSON body: images travel in it as base64. */
const limit = '64mb';

/** Parses JSON bodies and records their digest, by which a checker sees the same call made twice. */
export const parseJsonBody = json({
  limit,
  verify: (_request, response, body) => {
    providerCall(response).record.request_digest = createHash('sha256').update(body).digest('hex');
  },
});
