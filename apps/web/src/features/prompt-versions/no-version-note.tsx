import { Alert } from '@mantine/core';
import { IconStarOff } from '@tabler/icons-react';

/** Says that answers cannot be rated before a prompt version is active, to whom ratings matter. */
export function NoVersionNote({ name }: { name: string }) {
  return (
    <Alert color="orange" icon={<IconStarOff />} title="Answers cannot be rated yet">
      {name} has no active prompt version, and only answers of a version can be given stars. Activate one
      first.
    </Alert>
  );
}
