import { Button, Group } from '@mantine/core';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { Link } from 'react-router';
import { useActivateVersion, useDeactivateVersion } from './use-version-actions.ts';

/** What can be done with a version: hear it, and put it on or take it off stage. */
export function VersionActions({ version }: { version: PromptVersion }) {
  const activate = useActivateVersion(version.avatar_id);
  const deactivate = useDeactivateVersion(version.avatar_id);
  return (
    <Group gap="xs">
      <Button
        component={Link}
        to={`/avatars/${version.avatar_id}/chat?version=${version.id}`}
        variant="subtle"
        color="gray"
      >
        Try in chat
      </Button>
      {version.is_active ? (
        <Button
          variant="default"
          loading={deactivate.isPending}
          onClick={() => deactivate.mutate(version.id)}
        >
          Deactivate version
        </Button>
      ) : (
        <Button variant="light" loading={activate.isPending} onClick={() => activate.mutate(version.id)}>
          Activate version
        </Button>
      )}
    </Group>
  );
}
