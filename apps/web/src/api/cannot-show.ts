import { toApiError } from './api-error.ts';

/** What of a query decides whether there is something to show. */
type Shown = { isError: boolean; data: unknown; error: unknown };

/**
 * Whether a query has nothing to show but its error: there never was an answer, or the API refuses one for good. What is
 * on the page, and what a person has typed there, stays while the API cannot be reached; the banner says so meanwhile.
 */
export function cannotShow<Query extends Shown>(
  query: Query,
): query is Query & { isError: true; error: Error } {
  return query.isError && (query.data === undefined || !toApiError(query.error).retryable);
}
