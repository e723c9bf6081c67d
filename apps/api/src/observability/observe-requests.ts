import { AsyncLocalStorage } from 'node:async_hooks';
import { withLogFields } from '@understudy/observability/logs/log-context';
import type { Request, RequestHandler, Response } from 'express';
import { isEventStream } from '../http/event-stream.ts';
import { factsOf } from '../http/request-facts.ts';
import { requestIdOf } from '../http/request-id.ts';
import { problemsAnswered, requestDuration } from '../metrics/api-metrics.ts';
import { beginRequestSpan, nameRequestSpan } from './request-span.ts';

/**
 * Measures and traces every request, and gives all lines logged on its behalf its ID. Labels are the operation, the method
 * and the status; the address itself has IDs in it, and goes nowhere.
 */
export const observeRequests: RequestHandler = (request, response, next) => {
  const startedAt = performance.now();
  withLogFields({ request_id: requestIdOf(response) }, () => {
    const { within, span } = beginRequestSpan(request);
    within(() => {
      // The end of an answer is an event of its connection, which knows nothing of the request.
      const finish = AsyncLocalStorage.bind(() => {
        measure(request, response, startedAt);
        nameRequestSpan(span, request, response);
        span.end();
      });
      response.once('close', finish);
      next();
    });
  });
};

function measure(request: Request, response: Response, startedAt: number): void {
  const { operation, problem } = factsOf(response);
  if (problem !== undefined) problemsAnswered.inc({ code: problem });
  if (isEventStream(response)) return;
  const { method } = request;
  const labels = {
    operation: operation?.id ?? 'none',
    method: knownMethod(method),
    status: response.statusCode,
  };
  requestDuration.observe(labels, (performance.now() - startedAt) / 1000);
}

/** HTTP lets a client make methods up. */
function knownMethod(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
