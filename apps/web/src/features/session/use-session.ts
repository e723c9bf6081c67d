import type { components } from '@understudy/client/schema';
import { useQuery } from '@tanstack/react-query';
import { ApiError, toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { useToken } from '../../api/token-store.ts';

/** Who is signed in, and what kind of installation this is. */
export type Session = components['schemas']['Session'];

/**
 * The session of the current token. Its error has status 401 when nobody is signed in; without a token that is known
 * without asking.
 */
export function useSession() {
  const token = useToken();
  return useQuery<Session, ApiError>({
    queryKey: ['session', token],
    queryFn: ({ signal }) => {
      if (token === null) throw new ApiError('authentication_required', 'Nobody is signed in.', 401);
      return unwrap(client.GET('/api/session', { signal }));
    },
    staleTime: 60_000,
    retry: (failures, error) => failures < 2 && toApiError(error).retryable,
  });
}
