import { HubApiError } from '@huggingface/hub';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { toProviderError } from '../providers/provider-errors.ts';

/** Whether the hub has answered with this status. */
export function isHubStatus(error: unknown, status: number): boolean {
  return error instanceof HubApiError && error.statusCode === status;
}

/**
 * Calls the official client.
 *
 * @throws UnderstudyError with one of the `provider_…` codes; the reason of the signal that ended the call
 */
export async function callHub<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnderstudyError) throw error;
    if (signal.aborted) throw signal.reason;
    throw toHubError(error);
  }
}

function toHubError(error: unknown): UnderstudyError {
  // Before it asks anybody, the client refuses what cannot be a token.
  const isNoToken = error instanceof TypeError && /access token/.test(error.message);
  const status = error instanceof HubApiError ? error.statusCode : isNoToken ? 401 : undefined;
  const detail = error instanceof HubApiError ? error.message : '';
  if (status === 403) {
    return new UnderstudyError(
      'provider_key_rejected',
      `Hugging Face’s token may not write here. Give HF_TOKEN one with write access, and see that HF_NAMESPACE is yours. It says: ${detail}`,
      { cause: error },
    );
  }
  return toProviderError(
    {
      provider: 'huggingface',
      status,
      providerCode: undefined,
      detail,
      headers: undefined,
      model: 'hub',
      cause: error,
    },
    new Date(),
  );
}
