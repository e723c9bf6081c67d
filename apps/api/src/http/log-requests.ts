import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.ts';

/** Logs every answered request in one line: no bodies, no query strings, no headers. */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.once('close', () => {
      const line = {
        request_id: requestIdOf(response),
        method: request.method,
        path: request.path,
        status: response.statusCode,
        milliseconds: Math.round(performance.now() - start),
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      if (request.path === '/healthz' || request.path === '/readyz') logger.debug(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}
