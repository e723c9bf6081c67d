import { toProblemDetails, type ProblemDetails } from '@understudy/domain/errors/problem-details';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Response } from 'express';
import { factsOf } from './request-facts.ts';
import { requestIdOf } from './request-id.ts';

/** What any thrown value is answered with. What we do not know is `internal_error`, and says nothing of our insides. */
export function toUnderstudyError(error: unknown, requestId: string): UnderstudyError {
  if (error instanceof UnderstudyError) return error;
  return new UnderstudyError(
    'internal_error',
    `Something went wrong on our side. Try again; if it stays, report the request ${requestId}.`,
    { cause: error },
  );
}

/** The problem details of an error in the answer to a request. */
export function problemOf(error: unknown, response: Response): ProblemDetails {
  const requestId = requestIdOf(response);
  const known = toUnderstudyError(error, requestId);
  factsOf(response).problem = known.code;
  return toProblemDetails(known, `urn:uuid:${requestId}`);
}

/** Answers with problem details (RFC 9457), and the headers that belong to the status. */
export function sendProblem(error: unknown, response: Response): void {
  const problem = problemOf(error, response);
  const retryAfterMs = error instanceof UnderstudyError ? error.retryAfterMs : undefined;
  if (problem.status === 401) response.setHeader('WWW-Authenticate', challenge(problem));
  if (retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(retryAfterMs / 1000));
  response.removeHeader('Location');
  response.setHeader('Cache-Control', 'no-store');
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** RFC 6750: a request without a token is told the scheme only, one with a bad token also what is bad about it. */
function challenge({ code, detail }: ProblemDetails): string {
  const realm = 'Bearer realm="understudy"';
  if (code === 'authentication_required') return realm;
  const description = detail.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'");
  return `${realm}, error="invalid_token", error_description="${description}"`;
}
