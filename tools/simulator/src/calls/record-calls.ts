import type { RequestHandler } from 'express';
import { setProviderCall } from '../http/provider-call.ts';
import type { CallLog } from './call-log.ts';

/** Status under which a call is recorded whose client left before an answer began. */
const clientClosedRequest = 499;

/** Records every call from its arrival to the last byte of its answer. */
export function recordCalls(log: CallLog): RequestHandler {
  return (request, response, next) => {
    const key = /^Bearer\s+(.+)$/iu.exec(request.headers.authorization ?? '')?.[1];
    const path = request.originalUrl.split('?', 1)[0] ?? '/';
    const record = log.arrive({ method: request.method, path, key });
    const startedAt = performance.now();
    setProviderCall(response, { record, key, startedAt, dueAt: startedAt, fault: undefined });
    response.once('close', () => {
      const status = response.headersSent ? response.statusCode : clientClosedRequest;
      log.finish(record, status, response.writableFinished);
    });
    next();
  };
}
