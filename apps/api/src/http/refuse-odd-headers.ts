import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { RequestHandler } from 'express';

/**
 * Refuses what Node would answer without a body, or let pass: a request that does not name one host (RFC 9112, section 3.2), and one
 * that expects what nobody here does (RFC 9110, section 10.1.1).
 *
 * @throws UnderstudyError `malformed_request`, `expectation_failed`
 */
export const refuseOddHeaders: RequestHandler = (request, _response, next) => {
  const hosts = request.headersDistinct['host'] ?? [];
  const { expect: expectation } = request.headers;
  if (hosts.length > 1 || (hosts.length === 0 && request.httpVersion !== '1.0')) {
    const many = hosts.length === 0 ? 'no header Host' : `${hosts.length} headers Host`;
    throw new UnderstudyError('malformed_request', `The request has ${many}. Send exactly one.`);
  }
  if (expectation !== undefined && expectation.toLowerCase() !== '100-continue') {
    const detail =
      'The header Expect asks for what is not done here. Send "100-continue", or no such header.';
    throw new UnderstudyError('expectation_failed', detail);
  }
  next();
};
