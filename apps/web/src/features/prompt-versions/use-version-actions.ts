import { notifications } from '@mantine/notifications';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { avatarKey } from '../avatars/use-avatars.ts';

type Told = (version: PromptVersion) => string;

function useVersionMutation<Input>(
  avatarId: string,
  send: (input: Input) => Promise<PromptVersion>,
  told: Told,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (version) => {
      notifications.show({ message: told(version) });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['prompt-versions'] }),
        queries.invalidateQueries({ queryKey: avatarKey(avatarId) }),
        queries.invalidateQueries({ queryKey: ['avatars', 'list'] }),
      ]);
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'That did not work', message: toApiError(error).message }),
  });
}

/** Lets the avatar speak with a version, given by its ID. */
export function useActivateVersion(avatarId: string) {
  return useVersionMutation(
    avatarId,
    (id: string) => unwrap(client.POST('/api/prompt-versions/{id}/activate', { params: { path: { id } } })),
    (version) => `Version ${version.version_number} is active. The avatar speaks with it from now on.`,
  );
}

/** Lets the avatar speak without the version, given by its ID. */
export function useDeactivateVersion(avatarId: string) {
  return useVersionMutation(
    avatarId,
    (id: string) => unwrap(client.POST('/api/prompt-versions/{id}/deactivate', { params: { path: { id } } })),
    (version) => `Version ${version.version_number} is no longer active. The avatar speaks from its profile.`,
  );
}

/** Goes back to the version that was active before. */
export function useRollback(avatarId: string) {
  return useVersionMutation(
    avatarId,
    () =>
      unwrap(
        client.POST('/api/avatars/{id}/prompt-versions/rollback', {
          params: { path: { id: avatarId } },
          body: {},
        }),
      ),
    (version) => `Rolled back to version ${version.version_number}.`,
  );
}
