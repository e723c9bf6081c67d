import type { ProblemCode } from '@understudy/domain/errors/problem-code';

/** What each problem means and what to do about it, for the page of problems. */
export const problemAdvice: Record<ProblemCode, string> = {
  authentication_required: 'Send a bearer token in the header Authorization.',
  token_invalid: 'The token is expired, signed with another key, or lacks a claim. Get a new one.',
  token_keys_unavailable:
    'The server of JWT_JWKS_URL does not answer, so that nobody can be recognised. Try again in a moment.',
  forbidden:
    'The request names another user than the bearer token, or asks for what this user may not do. Ask as yourself.',
  not_found: 'There is nothing at this address, or it belongs to somebody else.',
  method_not_allowed: 'The header Allow lists the methods that this address knows.',
  validation_failed:
    'Fields of the request are not valid. The list “errors” names each with what is allowed.',
  malformed_request:
    'The body is no JSON or no multipart body, or the request none of HTTP. The detail says where it stops being one.',
  request_header_too_large:
    'Address and headers together take at most 64 kB, in at most 1000 headers. Send long texts in a body.',
  request_timeout:
    'Headers take at most 30 seconds, and a body brings at least 1 kB in every 30 seconds. Send it again.',
  expectation_failed: 'Leave the header Expect out, or send “100-continue”.',
  payload_too_large: 'The body is larger than this operation takes.',
  unsupported_media_type: 'Send the body in the content type that the operation documents.',
  rate_limited:
    'Wait for the time in Retry-After. The headers RateLimit and RateLimit-Policy say what is left.',
  conflict: 'The resource is in a state that does not allow this. The detail says which.',
  idempotency_key_reused: 'The key was used for another request. Send a new key with every new intention.',
  file_too_large: 'Split the file, or reduce it, below the limit of one file.',
  file_empty: 'The file has no bytes. Choose another, or export it again.',
  file_type_unsupported:
    'The kind is told by the content, not by the name. Convert the file to an accepted kind.',
  file_unreadable: 'The file is damaged or encrypted. Open and save it anew, then send it again.',
  file_too_complex: 'The file expands to more pages, pixels or bytes than are processed. Split it.',
  file_without_text: 'No text was found in the file, neither as text nor in its images.',
  no_conversation:
    'The text of the file shows nobody talking to anybody. It still serves as a writing sample.',
  single_speaker: 'An avatar is learnt from how it answers somebody. Export a chat with two sides.',
  speaker_unknown: 'The chosen speaker does not occur. The session lists everybody who does.',
  nothing_to_train_on: 'Add at least one readable file, or instructions.',
  training_out_of_memory:
    'Choose a smaller maximum length or base model, or let a machine with more memory join as a trainer.',
  training_diverged: 'Lower the learning rate, and look for broken rows; then retry.',
  budget_exhausted: 'A cap of the run or of the month is reached. Raise it; the run then goes on.',
  provider_key_rejected: 'Set a valid key (OPENAI_API_KEY or HF_TOKEN) and start again.',
  provider_quota_exhausted: 'Add credit to the provider account, then retry the run.',
  provider_model_unavailable: 'Choose a model that the provider offers to this account.',
  provider_request_rejected: 'The provider did not take the request. The detail quotes its reason.',
  provider_refused_content: 'The provider declined the content. Change the texts, or use another provider.',
  provider_rate_limited: 'Try again after the time in Retry-After. Runs do so by themselves.',
  provider_unavailable: 'Try again in a moment. Runs do so by themselves.',
  provider_answer_invalid: 'The answer of the model was unusable. Try again.',
  database_unavailable: 'Try again in a moment. Nothing was lost.',
  storage_unavailable: 'Try again in a moment. Nothing was stored.',
  orchestrator_unavailable: 'Temporal is not reachable. Try again in a moment; runs that exist are safe.',
  worker_unavailable: 'No worker is running, or all are busy. Runs that exist are safe.',
  internal_error: 'Report the request ID, which is in the header x-request-id and in the log.',
};
