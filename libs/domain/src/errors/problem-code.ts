/**
 * The closed set of things that can go wrong. Each code is stable: clients may switch on it, and the problem
 * details (RFC 9457) of the API carry it. `status` is the HTTP status it is answered with; `retryable` says
 * whether the same request or activity may succeed later without anybody changing anything.
 */
export const problemDefinitions = {
  authentication_required: { status: 401, title: 'Authentication required', retryable: false },
  token_invalid: { status: 401, title: 'The bearer token is not valid', retryable: false },
  token_keys_unavailable: {
    status: 503,
    title: 'The keys that tokens are signed with are not reachable',
    retryable: true,
  },
  forbidden: { status: 403, title: 'Not allowed', retryable: false },
  not_found: { status: 404, title: 'Not found', retryable: false },
  method_not_allowed: { status: 405, title: 'Method not allowed', retryable: false },
  validation_failed: { status: 422, title: 'The request is not valid', retryable: false },
  malformed_request: { status: 400, title: 'The request could not be read', retryable: false },
  request_header_too_large: {
    status: 431,
    title: 'The headers of the request are too large',
    retryable: false,
  },
  request_timeout: { status: 408, title: 'The request did not come in time', retryable: true },
  expectation_failed: { status: 417, title: 'The request expects what is not done here', retryable: false },
  payload_too_large: { status: 413, title: 'The request is too large', retryable: false },
  unsupported_media_type: { status: 415, title: 'This content type is not accepted here', retryable: false },
  rate_limited: { status: 429, title: 'Too many requests', retryable: true },
  conflict: { status: 409, title: 'The state of the resource does not allow this', retryable: false },
  idempotency_key_reused: {
    status: 422,
    title: 'The idempotency key was used for a different request',
    retryable: false,
  },

  file_too_large: { status: 413, title: 'A file is too large', retryable: false },
  file_empty: { status: 422, title: 'A file is empty', retryable: false },
  file_type_unsupported: { status: 415, title: 'A file is of a type that cannot be read', retryable: false },
  file_unreadable: { status: 422, title: 'A file is damaged and cannot be read', retryable: false },
  file_too_complex: { status: 422, title: 'A file expands to more than can be processed', retryable: false },
  file_without_text: { status: 422, title: 'No readable text was found in a file', retryable: false },
  no_conversation: { status: 422, title: 'No conversation was found in a file', retryable: false },
  single_speaker: { status: 422, title: 'Only one person speaks in a file', retryable: false },
  speaker_unknown: { status: 422, title: 'The chosen speaker does not occur', retryable: false },
  nothing_to_train_on: { status: 422, title: 'There is nothing to train on', retryable: false },

  training_out_of_memory: {
    status: 422,
    title: 'The training does not fit into the memory of the trainer',
    retryable: false,
  },
  training_diverged: { status: 422, title: 'The training has lost its way', retryable: false },

  budget_exhausted: { status: 402, title: 'The budget is used up', retryable: false },

  provider_key_rejected: { status: 502, title: 'The provider rejected the API key', retryable: false },
  provider_quota_exhausted: {
    status: 402,
    title: 'The provider account has no credit left',
    retryable: false,
  },
  provider_model_unavailable: {
    status: 422,
    title: 'The provider does not offer this model',
    retryable: false,
  },
  provider_request_rejected: { status: 502, title: 'The provider rejected the request', retryable: false },
  provider_refused_content: { status: 422, title: 'The provider declined the content', retryable: false },
  provider_rate_limited: { status: 503, title: 'The provider is limiting requests', retryable: true },
  provider_unavailable: { status: 503, title: 'The provider is not answering', retryable: true },
  provider_answer_invalid: { status: 502, title: 'The provider gave an unusable answer', retryable: true },

  database_unavailable: { status: 503, title: 'The database is not reachable', retryable: true },
  storage_unavailable: { status: 503, title: 'The object storage is not reachable', retryable: true },
  orchestrator_unavailable: { status: 503, title: 'Temporal is not reachable', retryable: true },
  worker_unavailable: { status: 503, title: 'No worker is answering', retryable: true },
  internal_error: { status: 500, title: 'Something went wrong on our side', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

/** A stable code out of the closed set. */
export type ProblemCode = keyof typeof problemDefinitions;

/** Whether a text is one of the stable codes; used where a code comes back from storage or from Temporal. */
export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(problemDefinitions, value);
}
