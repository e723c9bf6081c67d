import { EmptyState, Group, Paper, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconBooks } from '@tabler/icons-react';
import type { AutoTrainBatchSummary } from '@understudy/domain/auto-train/auto-train-batch';
import { genres as allGenres, genreTitles } from '@understudy/domain/auto-train/genres';
import { isEnded } from '@understudy/domain/runs/run';
import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import covering from '../../app/covering-link.module.css';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf, formatNumber } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { formatUsd } from '../../app/format-amounts.ts';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { useAutoTrainBatches } from './use-auto-train-batches.ts';

/** The batches there have been, each leading to its page. */
export function PastBatches() {
  const batches = useAutoTrainBatches();
  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm" component="section" aria-labelledby="past-batches">
      <Title order={2} id="past-batches">
        Batches
      </Title>
      {batches.isPending && <Skeleton h={120} radius="lg" role="status" aria-label="Loading batches" />}
      {cannotShow(batches) && <ErrorState error={batches.error} onRetry={() => void batches.refetch()} />}
      {batches.isSuccess && items.length === 0 && <NoBatches />}
      {items.length > 0 && (
        <Stack gap="xs" component="ul" p={0} m={0} aria-label="Batches">
          {items.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </Stack>
      )}
      <NextPageButton query={batches}>Show older batches</NextPageButton>
    </Stack>
  );
}

/** The genres of a batch in words. */
export function genresInWords(genres: AutoTrainBatchSummary['genres']): string {
  return genres.length === allGenres.length
    ? 'All genres'
    : genres.map((genre) => genreTitles[genre]).join(', ');
}

function BatchRow({ batch }: { batch: AutoTrainBatchSummary }) {
  const { run, counts, num_examples } = batch;
  const ended = isEnded(run.status);
  const facts = [
    `${formatNumber(counts.accepted)} of ${formatNumber(num_examples)} accepted`,
    counts.accepted > 0 ? `quality ${batch.average_quality.toFixed(1)} of 10` : null,
    counts.failed > 0 ? `${formatNumber(counts.failed)} failed` : null,
    batch.cost.spent_usd > 0 ? formatUsd(batch.cost.spent_usd) : null,
    run.simulated_provider ? 'simulated provider' : null,
  ].filter((fact) => fact !== null);
  return (
    <Paper component="li" p="md" className={covering.place}>
      <Group justify="space-between" gap="xs">
        <Text component={Link} to={`/auto-train/${batch.id}`} fw={600} className={covering.link}>
          {countOf(num_examples, 'example')} · {genresInWords(batch.genres)}
        </Text>
        <RunStatusBadge status={run.status} />
      </Group>
      <Text size="sm" c="dimmed">
        <When iso={run.created_at} /> · {facts.join(' · ')}
      </Text>
      {!ended && (
        <Progress
          value={run.progress.percent}
          mt="sm"
          size="sm"
          animated={run.status === 'running'}
          aria-label={`Progress of ${run.title}`}
        />
      )}
    </Paper>
  );
}

function NoBatches() {
  return (
    <EmptyState
      my="md"
      variant="light"
      icon={<IconBooks stroke={1.5} />}
      title="No batch yet"
      description="Choose a number and some genres above, and press Generate. Twenty examples are a good first look."
    />
  );
}
