import {
  InferenceClientInputError,
  InferenceClientProviderApiError,
  InferenceClientProviderOutputError,
  InferenceClientRoutingError,
} from '@huggingface/inference';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { z } from 'zod';
import { withoutKeys } from '../secrets/without-secrets.ts';
import { toProviderError, unusableAnswer } from './provider-errors.ts';

const errorBodySchema = z.looseObject({
  error: z.union([z.string(), z.looseObject({ message: z.string(), code: z.string().nullish() })]).optional(),
});

/** A call of the official client that failed: to which model, the signal that may have ended it, what it was answered with. */
type FailedRequest = { model: string; signal?: AbortSignal | undefined; headers: Headers | undefined };

/** What the official client has thrown, as an `UnderstudyError` or the reason of the signal that ended the call. */
export function toHuggingFaceError(error: unknown, request: FailedRequest): unknown {
  if (error instanceof UnderstudyError) return error;
  if (request.signal?.aborted) return request.signal.reason;
  if (error instanceof InferenceClientProviderOutputError || error instanceof SyntaxError) {
    return unusableAnswer('huggingface', error.message, error);
  }
  // Nothing was sent: the client itself has no use for the model's name, today as tomorrow.
  if (error instanceof InferenceClientInputError || error instanceof InferenceClientRoutingError) {
    const message = `Hugging Face's client cannot ask the model "${request.model}": ${withoutKeys(error.message)} Choose another model.`;
    return new UnderstudyError('provider_model_unavailable', message, { cause: error });
  }
  const response = error instanceof InferenceClientProviderApiError ? error.httpResponse : undefined;
  const body = errorBodySchema.safeParse(response?.body).data?.error;
  return toProviderError(
    {
      provider: 'huggingface',
      status: response?.status,
      providerCode: typeof body === 'object' ? (body.code ?? undefined) : undefined,
      detail: withoutKeys(typeof body === 'string' ? body : (body?.message ?? '')),
      headers: request.headers,
      model: request.model,
      cause: error,
    },
    new Date(),
  );
}
