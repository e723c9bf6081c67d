import { Alert, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconAlertCircle } from '@tabler/icons-react';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import { useQueryClient } from '@tanstack/react-query';
import { ConnectionMark } from '../runs/connection-mark.tsx';
import { RunControls } from '../runs/run-controls.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { useLiveRun } from '../runs/use-live-run.ts';
import { conversationsKey } from './use-conversations.ts';

/** Rows follow what the run has done this often at most. */
const rereadMs = 700;

/** A run that enriches conversations, live. What it has enriched shows in the lists of conversations. */
export function EnrichmentProgress({ started }: { started: Run }) {
  const queries = useQueryClient();
  const reread = useThrottledCallback(() => {
    void queries.invalidateQueries({ queryKey: conversationsKey });
  }, rereadMs);
  const live = useLiveRun(started.id, (fresh) => {
    if (fresh.some(({ status }) => isEnded(status))) {
      void queries.invalidateQueries({ queryKey: conversationsKey });
    } else reread();
  });
  const run = live.run.data ?? started;
  return (
    <Paper p="md" component="section" aria-labelledby="enrichment">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="sm">
            <Title order={3} size="h5" id="enrichment">
              Enrichment
            </Title>
            <RunStatusBadge status={run.status} />
          </Group>
          {isEnded(run.status) ? null : <ConnectionMark connected={live.connected} />}
        </Group>
        <RunProgress run={run} />
        {run.error !== null && (
          <Alert color="red" icon={<IconAlertCircle />} title="Why it stopped" role="alert">
            {run.error.message}
          </Alert>
        )}
        {run.simulated_provider && (
          <Text size="xs" c="dimmed">
            Answered by the simulated provider.
          </Text>
        )}
        <RunControls run={run} />
      </Stack>
    </Paper>
  );
}
