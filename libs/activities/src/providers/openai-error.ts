import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { ProviderName } from './chat-model.ts';
import { withoutKeys } from '../secrets/without-secrets.ts';
import { toProviderError, unusableAnswer } from './provider-errors.ts';

/** A call of the official client that failed: to which model, and the signal that may have ended it. */
type FailedRequest = { model: string; signal?: AbortSignal | undefined; provider?: ProviderName };

/** What the official client has thrown, as an `UnderstudyError` or the reason of the signal that ended the call. */
export function toOpenAIError(error: unknown, request: FailedRequest): unknown {
  if (error instanceof UnderstudyError) return error;
  const { provider = 'openai' } = request;
  if (error instanceof APIUserAbortError || request.signal?.aborted) return request.signal?.reason ?? error;
  if (error instanceof APIError && !(error instanceof APIConnectionError) && error.status !== undefined) {
    return toProviderError(
      {
        provider,
        status: error.status,
        providerCode: error.code ?? undefined,
        detail: withoutKeys(error.message.replace(/^\d{3} /, '')),
        headers: error.headers,
        model: request.model,
        cause: error,
      },
      new Date(),
    );
  }
  if (error instanceof SyntaxError) return unusableAnswer(provider, 'it is no valid JSON', error);
  return toProviderError(
    {
      provider,
      status: undefined,
      providerCode: undefined,
      detail: '',
      headers: undefined,
      model: request.model,
      cause: error,
    },
    new Date(),
  );
}
