import type { UserSettings } from '@understudy/domain/user-settings/user-settings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

const settingsKey = ['settings'] as const;

/** What the user has chosen for themselves. */
export function useUserSettings() {
  return useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => unwrap(client.GET('/api/settings', { signal })),
    staleTime: 60_000,
  });
}

/** Changes settings; what is not named stays. */
export function useChangeSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<UserSettings>) => unwrap(client.PATCH('/api/settings', { body: changes })),
    onSuccess: (settings) => queries.setQueryData(settingsKey, settings),
  });
}
