import type { Run } from '@understudy/domain/runs/run';
import { isEnded } from '@understudy/domain/runs/run';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { runKey } from '../runs/use-runs.ts';

/** Key of one session in the cache. */
export function sessionKey(sessionId: string) {
  return ['training-sessions', 'one', sessionId] as const;
}

/** The latest sessions of an avatar, newest first. Refreshed while one of them is going on. */
export function useTrainingSessions(avatarId: string) {
  return useQuery({
    queryKey: ['training-sessions', 'list', avatarId],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/training-sessions', {
          signal,
          params: { path: { id: avatarId }, query: { limit: 30 } },
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.items.some((session) => !isEnded(session.run.status)) === true ? 2_000 : false,
  });
}

/** One session with everything that was found in it. */
export function useTrainingSession(sessionId: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: sessionKey(sessionId),
    queryFn: async ({ signal }) => {
      const session = await unwrap(
        client.GET('/api/training-sessions/{id}', { signal, params: { path: { id: sessionId } } }),
      );
      queries.setQueryData<Run>(runKey(session.run.id), (known) => known ?? session.run);
      return session;
    },
  });
}
