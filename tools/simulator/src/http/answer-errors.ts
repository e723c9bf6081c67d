import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { answerDue } from '../faults/answer-due.ts';
import { ProviderError, invalidRequest } from './provider-error.ts';
import { sendJson } from './send-json.ts';

const bodyParserErrorSchema = z.object({ type: z.string(), status: z.number() });

/** Answers with an error in OpenAI's body shape, or drops the connection when an answer had begun. */
export const answerErrors: ErrorRequestHandler = async (error: unknown, _request, response, _next) => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  await answerDue(response);
  const known = toProviderError(error);
  response.set(known.details.headers ?? {});
  sendJson(response, known.toBody(), known.details.status);
};

/** The same error in the shape of Hugging Face's servers: `{ error: string, error_type }`. */
export const answerHuggingFaceErrors: ErrorRequestHandler = async (
  error: unknown,
  _request,
  response,
  _next,
) => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  await answerDue(response);
  const { details } = toProviderError(error);
  response.set(details.headers ?? {});
  const body = { error: details.message, error_type: details.code ?? details.type };
  sendJson(response, body, details.status);
};

function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const unreadable = bodyParserErrorSchema.safeParse(error);
  if (unreadable.success && unreadable.data.status === 413) {
    return new ProviderError({
      status: 413,
      type: 'invalid_request_error',
      message: 'Maximum content size limit exceeded',
      code: 'request_too_large',
    });
  }
  if (unreadable.success && unreadable.data.status < 500) {
    return invalidRequest('We could not parse the JSON body of your request.', null);
  }
  console.error(error);
  return new ProviderError({ status: 500, type: 'server_error', message: 'The simulator failed to answer.' });
}
