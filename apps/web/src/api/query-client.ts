import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { toApiError } from './api-error.ts';

const attempts = 2;

function signedOut(error: Error): void {
  if (toApiError(error).status === 401) void queryClient.invalidateQueries({ queryKey: ['session'] });
}

/** Server state of the page. A refusal is shown at once; only what may pass by itself is tried again,
 * after the time that the API names where it names one. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => query.queryKey[0] !== 'session' && signedOut(error),
  }),
  mutationCache: new MutationCache({ onError: signedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      networkMode: 'always',
      retry: (failures, error) => failures < attempts && toApiError(error).retryable,
      retryDelay: (failure, error) => toApiError(error).retryAfterMs ?? 500 * 2 ** failure,
    },
    mutations: { networkMode: 'always' },
  },
});
