import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { factsOf } from './request-facts.ts';
import { requestIdOf } from './request-id.ts';

/**
 * Logs every answered request in one line: no bodies, no query strings, no headers. The line also says which run the
 * request started or asked for, and which trace it is in, where there is one.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    // The end of an answer is an event of its connection, which knows nothing of the request.
    const log = AsyncLocalStorage.bind(() => {
      const { operation, problem } = factsOf(response);
      const line = {
        request_id: requestIdOf(response),
        method: request.method,
        path: request.path,
        status: response.statusCode,
        ...(operation === undefined ? {} : { operation: operation.id }),
        ...(problem === undefined ? {} : { code: problem }),
        milliseconds: Math.round(performance.now() - start),
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      if (request.path === '/healthz' || request.path === '/readyz') logger.debug(line, 'request');
      else logger.info(line, 'request');
    });
    response.once('close', log);
    next();
  };
}
