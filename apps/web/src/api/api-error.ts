import { ApiError } from '@understudy/client/api-error';

export { ApiError, errorFromAnswer, unreachableError } from '@understudy/client/api-error';

/** Any thrown value as an {@link ApiError}, so that every page can show a sentence. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError('unexpected_answer', error instanceof Error ? error.message : 'Something went wrong.');
}

/** The first fault of each field, keyed by the field: the form that Mantine's inputs take. */
export function faultsByField(error: unknown): Record<string, string> {
  const faults = error instanceof ApiError ? error.faults : [];
  return Object.fromEntries(faults.toReversed().map((fault) => [fault.field, fault.message]));
}
