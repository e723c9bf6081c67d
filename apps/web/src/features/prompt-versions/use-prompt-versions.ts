import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

/** Key of the list of an avatar's versions in the cache. */
export function versionsKey(avatarId: string) {
  return ['prompt-versions', 'list', avatarId] as const;
}

/** Key of one version in the cache. */
export function versionKey(versionId: string) {
  return ['prompt-versions', 'one', versionId] as const;
}

/** The versions of an avatar, newest first, a page at a time. */
export function usePromptVersions(avatarId: string) {
  return useInfiniteQuery({
    queryKey: versionsKey(avatarId),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/prompt-versions', {
          signal,
          params: {
            path: { id: avatarId },
            query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One version, with its prompt. */
export function usePromptVersion(versionId: string) {
  return useQuery({
    queryKey: versionKey(versionId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/prompt-versions/{id}', { signal, params: { path: { id: versionId } } })),
  });
}

/** What differs between two versions of an avatar. */
export function useComparison(a: string, b: string) {
  return useQuery({
    queryKey: ['prompt-versions', 'comparison', a, b],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/prompt-versions/{a}/compare/{b}', { signal, params: { path: { a, b } } })),
  });
}

/** Puts the same questions to two versions. */
export function useCompareAnswers(a: string, b: string) {
  return useMutation({
    mutationFn: (questions: string[]) =>
      unwrap(
        client.POST('/api/prompt-versions/{a}/compare/{b}/run', {
          params: { path: { a, b } },
          body: { questions },
        }),
      ),
  });
}
