import { Anchor, Group, Paper, Progress, Text } from '@mantine/core';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import { Link } from 'react-router';
import { formatTimeLeft } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import classes from './run-card.module.css';
import { runAddress, runDuration, runKindTitles } from './run-facts.ts';
import { RunStatusBadge } from './run-status-badge.tsx';

/** A run in a list. */
export function RunCard({ run }: { run: Run }) {
  const ended = isEnded(run.status);
  const duration = runDuration(run, new Date());
  const left = run.status === 'running' ? formatTimeLeft(run.progress.eta_seconds) : null;
  return (
    <Paper component="li" p="md" className={classes.card}>
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <Text component={Link} to={runAddress(run)} fw={600} className={classes.title}>
            {run.title}
          </Text>
          <RunStatusBadge status={run.status} />
        </Group>
        <Group gap="md">
          <Anchor component={Link} to={`/runs/${run.id}`} size="sm">
            Events
          </Anchor>
          {run.links.temporal_ui !== null && (
            <Anchor href={run.links.temporal_ui} target="_blank" rel="noreferrer" size="sm">
              Temporal
            </Anchor>
          )}
        </Group>
      </Group>
      <Text size="sm" c="dimmed" mt={2}>
        {runKindTitles[run.kind]} · <When iso={run.created_at} />
        {duration !== null && ` · ${ended ? 'took' : 'for'} ${duration}`}
        {run.simulated_provider && ' · simulated provider'}
      </Text>
      {!ended && (
        <>
          <Progress
            value={run.progress.percent}
            mt="sm"
            size="sm"
            animated={run.status === 'running'}
            aria-label={`Progress of ${run.title}`}
          />
          <Text size="xs" c="dimmed" mt={6}>
            {Math.floor(run.progress.percent)} % · {run.progress.message}
            {left !== null && ` · ${left}`}
          </Text>
        </>
      )}
      {run.error !== null && (
        <Text size="sm" c="red" mt="xs">
          {run.error.message}
        </Text>
      )}
    </Paper>
  );
}
