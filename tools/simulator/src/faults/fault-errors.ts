import { ProviderError } from '../http/provider-error.ts';
import type { Fault } from './fault.ts';

/** Seconds to wait that a rate limit names when the fault does not say. */
const usualRetryAfter = 1;

/**
 * The error that a fault is answered with, in the real service's words; undefined for faults that are no error
 * answer, such as latency or a cut connection.
 *
 * @param model the model that the call asked for, as error messages name it.
 */
export function toFaultError(fault: Fault, model: string | null): ProviderError | undefined {
  const status = (usual: number) => fault.status ?? usual;
  switch (fault.kind) {
    case 'rate_limit':
      return rateLimit(fault, model);
    case 'quota_exhausted':
      return new ProviderError({
        status: status(429),
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        message: 'You exceeded your current quota, please check your plan and billing details.',
      });
    case 'server_error':
      return new ProviderError({
        status: status(500),
        type: 'server_error',
        message: 'The server had an error while processing your request. Sorry about that!',
        ...retryAfterHeaders(fault.retry_after),
      });
    case 'unavailable':
      return new ProviderError({
        status: status(503),
        type: 'service_unavailable_error',
        message: 'The engine is currently overloaded, please try again later.',
        ...retryAfterHeaders(fault.retry_after),
      });
    case 'invalid_api_key':
      return new ProviderError({
        status: status(401),
        type: 'invalid_request_error',
        code: 'invalid_api_key',
        message: 'Incorrect API key provided. You can find your API key in the settings of your account.',
      });
    case 'permission_denied':
      return new ProviderError({
        status: status(403),
        type: 'invalid_request_error',
        code: 'permission_denied',
        message: 'Your organization does not have access to this operation.',
      });
    case 'model_not_found':
      return new ProviderError({
        status: status(404),
        type: 'invalid_request_error',
        code: 'model_not_found',
        message: `The model \`${model ?? ''}\` does not exist or you do not have access to it.`,
      });
    default:
      return undefined;
  }
}

/** Seconds that a rate limit fault makes the client wait. */
export const retryAfterOf = (fault: Fault): number => fault.retry_after ?? usualRetryAfter;

function rateLimit(fault: Fault, model: string | null): ProviderError {
  const seconds = retryAfterOf(fault);
  return new ProviderError({
    status: fault.status ?? 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: `Rate limit reached for ${model ?? 'requests'} on requests per min (RPM). Please try again in ${seconds}s.`,
    ...retryAfterHeaders(seconds),
  });
}

function retryAfterHeaders(seconds: number | undefined): { headers?: Record<string, string> } {
  if (seconds === undefined) return {};
  return {
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'retry-after-ms': String(Math.round(seconds * 1000)),
    },
  };
}
