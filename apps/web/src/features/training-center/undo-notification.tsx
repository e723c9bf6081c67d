import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { toApiError } from '../../api/api-error.ts';

/** Long enough to notice a mistake, and to reach the button by keyboard. */
const offeredMs = 12_000;

/** Says what was done, and offers to take it back for a while. */
export function offerUndo(title: string, undo: () => Promise<unknown>): void {
  const id = crypto.randomUUID();
  const takeBack = () => {
    notifications.hide(id);
    undo().catch((error: unknown) =>
      notifications.show({
        color: 'red',
        title: 'It could not be undone',
        message: toApiError(error).message,
      }),
    );
  };
  notifications.show({
    id,
    autoClose: offeredMs,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{title}</Text>
        <Button size="compact-sm" variant="light" onClick={takeBack}>
          Undo
        </Button>
      </Group>
    ),
  });
}

/** Says why something that a person did has not happened. */
export function sayFailure(title: string, error: unknown): void {
  notifications.show({ color: 'red', title, message: toApiError(error).message });
}
