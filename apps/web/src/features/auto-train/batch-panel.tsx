import { Anchor, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { isEnded } from '@understudy/domain/runs/run';
import { Link } from 'react-router';
import { formatCompact, formatUsd } from '../../app/format-amounts.ts';
import { formatDuration, formatNumber } from '../../app/format.ts';
import { FactTile } from '../prompt-versions/fact-tile.tsx';
import { RunControls } from '../runs/run-controls.tsx';
import { BatchProgress } from './batch-progress.tsx';

/** How far a batch is, how fast, for how much, and what can be done with it. */
export function BatchPanel({ batch, connected }: { batch: AutoTrainBatch; connected: boolean }) {
  const { run } = batch;
  const over = isEnded(run.status);
  return (
    <Paper p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <BatchProgress batch={batch} connected={connected} />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <Speed batch={batch} />
          <Time batch={batch} />
          <Cost batch={batch} />
        </SimpleGrid>
        <Group justify="space-between" gap="sm">
          <RunControls run={run} />
          <Group gap="md">
            <Anchor component={Link} to={`/runs/${run.id}`} size="sm">
              All events
            </Anchor>
          </Group>
        </Group>
        {!over && run.progress.phase === 'storing' && (
          <Text size="sm" c="dimmed">
            {run.progress.message}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function Speed({ batch: { throughput_per_minute: perMinute } }: { batch: AutoTrainBatch }) {
  return (
    <FactTile
      label="Speed"
      value={perMinute === null ? '—' : `${formatNumber(Math.round(perMinute))} a minute`}
      note={perMinute === null ? 'known with the first example' : 'kept examples, pauses left out'}
    />
  );
}

function Time({ batch: { run, result } }: { batch: AutoTrainBatch }) {
  const worked = formatDuration(result.total_time * 1000);
  if (isEnded(run.status)) return <FactTile label="Total time" value={worked} note="pauses left out" />;
  const left = run.status === 'running' ? run.progress.eta_seconds : null;
  return (
    <FactTile
      label="Time left"
      value={left === null ? '—' : `about ${formatDuration(Math.max(1, left) * 1000)}`}
      note={`${worked} so far`}
    />
  );
}

function Cost({ batch: { cost, run } }: { batch: AutoTrainBatch }) {
  const notes = [
    cost.max_cost_usd === null ? 'no cap' : `of at most ${formatUsd(cost.max_cost_usd)}`,
    cost.max_tokens === null
      ? `${formatCompact(cost.tokens)} tokens`
      : `${formatCompact(cost.tokens)} of ${formatCompact(cost.max_tokens)} tokens`,
    cost.reserved_usd > 0 && !isEnded(run.status) ? `${formatUsd(cost.reserved_usd)} set aside` : null,
  ].filter((note) => note !== null);
  return (
    <FactTile
      label={isEnded(run.status) ? 'Cost' : 'Cost so far'}
      value={formatUsd(cost.spent_usd)}
      note={notes.join(' · ')}
    />
  );
}
