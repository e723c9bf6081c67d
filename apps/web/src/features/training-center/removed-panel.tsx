import { Button, EmptyState, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconTrashOff } from '@tabler/icons-react';
import type { Removals } from '@understudy/domain/training-center/contracts/list-removals';
import { recoverableDays } from '@understudy/domain/training-center/examples/example-rules';
import { notifications } from '@mantine/notifications';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf, formatDateTime } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { useAvatars } from '../avatars/use-avatars.ts';
import fileRow from '../training-sessions/file-row.module.css';
import { sayFailure } from './undo-notification.tsx';
import { useRestoreExamples } from './use-example-actions.ts';
import { useRemovals } from './use-removals.ts';

/** What was removed in the last days, each removal to be brought back whole. */
export function RemovedPanel() {
  const removals = useRemovals();
  if (cannotShow(removals))
    return <ErrorState error={removals.error} onRetry={() => void removals.refetch()} />;
  if (removals.data === undefined) {
    return <Skeleton h={160} radius="lg" role="status" aria-label="Loading what was removed" />;
  }
  if (removals.data.removals.length === 0) return <NothingRemoved />;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {countOf(removals.data.total, 'example')} can be brought back. After {recoverableDays} days they are
        deleted for good.
      </Text>
      <Paper px="md" py={4}>
        <ul className={fileRow.list} aria-label="Removed examples">
          {removals.data.removals.map((removal) => (
            <RemovalRow key={removal.removal_id} removal={removal} />
          ))}
        </ul>
      </Paper>
    </Stack>
  );
}

function RemovalRow({ removal }: { removal: Removals['removals'][number] }) {
  const restore = useRestoreExamples();
  const avatars = useAvatars();
  const avatar = avatars.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === removal.avatar_id);
  const bringBack = () =>
    restore.mutate(
      { removal_id: removal.removal_id },
      {
        onSuccess: ({ restored }) =>
          notifications.show({ message: `${countOf(restored, 'example')} brought back.` }),
        onError: (error) => sayFailure('They were not brought back', error),
      },
    );
  return (
    <li className={fileRow.row}>
      <div className={fileRow.body}>
        <Text size="sm" fw={600}>
          {countOf(removal.removed, 'example')}
          {avatar !== undefined && ` of ${avatar.name}`}
        </Text>
        <Text size="xs" c="dimmed">
          Removed <When iso={removal.removed_at} /> · can be brought back until{' '}
          {formatDateTime(removal.recoverable_until)}
        </Text>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowBackUp size={16} />}
        loading={restore.isPending}
        onClick={bringBack}
      >
        Bring back
      </Button>
    </li>
  );
}

function NothingRemoved() {
  return (
    <EmptyState
      my="xl"
      variant="light"
      icon={<IconTrashOff stroke={1.5} />}
      title="Nothing was removed"
      description={`Whatever is removed stays here for ${recoverableDays} days.`}
    />
  );
}
