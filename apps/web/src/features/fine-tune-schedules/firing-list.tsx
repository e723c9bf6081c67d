import { Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { Firing } from '@understudy/domain/fine-tune-schedules/schedule';
import { Link } from 'react-router';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { When } from '../../app/when.tsx';
import { useFirings } from './use-schedule.ts';

const looks = {
  started: { label: 'Started', color: 'teal' },
  skipped: { label: 'Skipped', color: 'gray' },
  failed: { label: 'Failed', color: 'red' },
} as const;

/** What has come of each time that the schedule looked. */
export function FiringList({ avatarId }: { avatarId: string }) {
  const query = useFirings(avatarId);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack component="section" gap="sm" aria-labelledby="firings">
      <Title order={3} size="h4" id="firings">
        Last looks
      </Title>
      {query.isSuccess && items.length === 0 && (
        <Text size="sm" c="dimmed">
          It has not looked yet.
        </Text>
      )}
      {items.length > 0 && (
        <Stack gap="sm" component="ul" p={0} m={0} aria-label="Last looks">
          {items.map((firing) => (
            <FiringRow key={firing.id} firing={firing} avatarId={avatarId} />
          ))}
        </Stack>
      )}
      <NextPageButton query={query}>Show older ones</NextPageButton>
    </Stack>
  );
}

function FiringRow({ firing, avatarId }: { firing: Firing; avatarId: string }) {
  const { label, color } = looks[firing.outcome];
  const counts = `${String(firing.new_examples)} of ${String(firing.needed_examples)} new examples`;
  return (
    <Group component="li" gap="sm" align="flex-start" wrap="nowrap">
      <Badge variant="light" color={color} miw={84}>
        {label}
      </Badge>
      <div>
        <Text size="sm">{firing.message}</Text>
        <Text size="xs" c="dimmed">
          <When iso={firing.created_at} /> · {counts}
          {firing.fine_tune_job_id !== null && (
            <>
              {' '}
              ·{' '}
              <Anchor
                component={Link}
                size="xs"
                to={`/avatars/${avatarId}/fine-tune/${firing.fine_tune_job_id}`}
              >
                Its job
              </Anchor>
            </>
          )}
        </Text>
      </div>
    </Group>
  );
}
