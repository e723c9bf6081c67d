import { toProblemDetails, type ProblemDetails } from '@understudy/domain/errors/problem-details';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Response } from 'express';
import { answerBeforeBody } from './answer-before-body.ts';
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

/** Seconds after which what was not reachable may be asked for again, where nobody named a time. */
const retryAfterSeconds = 2;

/** The problem details of an error in the answer to a request. What is not reachable (503) says when to ask again. */
export function problemOf(error: unknown, response: Response): ProblemDetails {
  const requestId = requestIdOf(response);
  const known = toUnderstudyError(error, requestId);
  factsOf(response).problem = known.code;
  const problem = toProblemDetails(known, `urn:uuid:${requestId}`);
  return problem.status === 503 ? { retry_after: retryAfterSeconds, ...problem } : problem;
}

/** Answers with problem details (RFC 9457), and the headers that belong to the status. */
export function sendProblem(error: unknown, response: Response): void {
  const problem = problemOf(error, response);
  if (problem.status === 401) response.setHeader('WWW-Authenticate', challenge(problem));
  if (problem.retry_after !== undefined) response.setHeader('Retry-After', problem.retry_after);
  response.removeHeader('Location');
  response.setHeader('Cache-Control', 'no-store');
  response.status(problem.status).type('application/problem+json');
  const text = JSON.stringify(problem);
  if (response.req.complete) response.send(text);
  else void answerBeforeBody(response, text);
}

/** RFC 6750: a request without a token is told the scheme only, one with a bad token also what is bad about it. */
function challenge({ code, detail }: ProblemDetails): string {
  const realm = 'Bearer realm="understudy"';
  if (code === 'authentication_required') return realm;
  const description = detail.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'");
  return `${realm}, error="invalid_token", error_description="${description}"`;
}
