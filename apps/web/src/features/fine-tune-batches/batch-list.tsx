import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import covering from '../../app/covering-link.module.css';
import { countOf } from '../../app/format.ts';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { When } from '../../app/when.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { useFineTuneBatches, type FineTuneBatch } from './use-fine-tune-batches.ts';

/** Batches there have been, newest first, and the way to a new one. */
export function BatchList() {
  const query = useFineTuneBatches();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack component="section" gap="sm" aria-labelledby="fine-tune-batches">
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h3" id="fine-tune-batches">
          Batches
        </Title>
        <Anchor component={Link} to="/avatars?choose" size="sm">
          Fine-tune many avatars
        </Anchor>
      </Group>
      {query.isSuccess && items.length === 0 && (
        <Text size="sm" c="dimmed">
          Several avatars can be fine-tuned at once, with one form and one estimate. Choose them in their
          list.
        </Text>
      )}
      {items.length > 0 && (
        <Stack gap="sm" component="ul" p={0} m={0} aria-label="Batches">
          {items.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </Stack>
      )}
      <NextPageButton query={query}>Show older batches</NextPageButton>
    </Stack>
  );
}

function BatchRow({ batch }: { batch: FineTuneBatch }) {
  return (
    <Paper component="li" p="md" className={covering.place}>
      <Group justify="space-between" gap="xs">
        <Text component={Link} to={`/fine-tune/batches/${batch.id}`} fw={600} className={covering.link ?? ''}>
          {countOf(batch.items.length, 'avatar')} on {batch.job.base_model}
        </Text>
        <RunStatusBadge status={batch.status} />
      </Group>
      <Text size="sm" c="dimmed">
        <When iso={batch.created_at} /> · {batch.message}
      </Text>
    </Paper>
  );
}
