import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { toProblemDetails } from '@understudy/domain/errors/problem-details';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';

/** Bytes of a request's address and of the names and values of its headers. A question of 2,000 characters in a query takes up to 24,000 of them. */
export const mostHeaderBytes = 64 * 1_024;

/** Headers of a request. */
export const mostHeaders = 1_000;

/**
 * Answers, with problem details, what never becomes a request: headers that are too long, too slow, or none of HTTP. Node alone
 * would answer with a status and nothing else.
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = toProblemDetails(problemOf(error.code));
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function problemOf(code: string | undefined): UnderstudyError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const detail = `The request has too much before its body: its address and the names and values of its headers may take ${mostHeaderBytes} bytes, and there may be ${mostHeaders} headers. Send less in them.`;
    return new UnderstudyError('request_header_too_large', detail);
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new UnderstudyError('request_timeout', 'The headers of the request did not come in time.');
  return new UnderstudyError('malformed_request', 'This is no request of HTTP/1.1.');
}
