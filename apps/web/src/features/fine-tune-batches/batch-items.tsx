import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import type { FineTuneBatchItem } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { Link } from 'react-router';
import { formatUsd } from '../../app/format-amounts.ts';
import classes from './batch-items.module.css';
import { OutcomeBadge } from './outcome-badge.tsx';

/** What has become of each avatar of a batch. */
export function BatchItems({ items }: { items: readonly FineTuneBatchItem[] }) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0} aria-label="Avatars of this batch">
      {items.map((item) => (
        <Item key={item.avatar_id} item={item} />
      ))}
    </Stack>
  );
}

function Item({ item }: { item: FineTuneBatchItem }) {
  const page = `/avatars/${item.avatar_id}/fine-tune`;
  const cost = item.estimated_cost === null ? null : `about ${formatUsd(item.estimated_cost)}`;
  return (
    <Paper component="li" p="md" className={classes.item}>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={page} fw={600}>
          {item.avatar_name}
        </Anchor>
        <OutcomeBadge outcome={item.outcome} />
      </Group>
      <Group gap="xs" justify="space-between">
        <Text size="sm" c="dimmed" className={classes.reason}>
          {item.reason ?? item.fine_tuned_model ?? cost ?? 'Not looked at yet'}
        </Text>
        {item.fine_tune_job_id !== null && (
          <Anchor
            component={Link}
            to={`${page}/${item.fine_tune_job_id}`}
            size="sm"
            aria-label={`Its job, of ${item.avatar_name}`}
          >
            Its job
          </Anchor>
        )}
      </Group>
    </Paper>
  );
}
