import { quotesProvider } from '@understudy/domain/errors/quotes-provider';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.ts';
import { sendProblem, toUnderstudyError } from './send-problem.ts';

/** Answers for addresses that do not exist. */
export const refuseUnknownAddress: RequestHandler = (request) => {
  throw new UnderstudyError('not_found', `There is no ${request.path} here. See /docs for what there is.`);
};

/**
 * Turns whatever was thrown into problem details. Only what we did not foresee is logged with its stack; nothing of it
 * reaches the client.
 */
export function handleErrors(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (thrown: unknown, request, response, _next) => {
    const error = toUnderstudyError(isBadAddress(thrown) ?? thrown, requestIdOf(response));
    const context = { request_id: requestIdOf(response), code: error.code, method: request.method };
    if (error.code === 'internal_error')
      logger.error({ ...context, err: error.cause ?? error }, 'request failed');
    else if (error.status >= 500) logger.warn({ ...context, ...reasonOf(error) }, 'request not served');
    if (response.headersSent) response.destroy();
    else if (!response.destroyed) sendProblem(error, response);
  };
}

/** Our own sentence. A provider's may quote what it was sent, which is people's texts: its code says enough. */
function reasonOf({ code, message }: UnderstudyError): { reason?: string } {
  return quotesProvider(code) ? {} : { reason: message };
}

/** Express throws `URIError` for an address with a broken percent escape. */
function isBadAddress(thrown: unknown): UnderstudyError | undefined {
  if (!(thrown instanceof URIError)) return undefined;
  return new UnderstudyError('malformed_request', 'The address has a broken percent escape.', {
    cause: thrown,
  });
}
