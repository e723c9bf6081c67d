import { Alert, Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconArrowLeft } from '@tabler/icons-react';
import { isEnded } from '@understudy/domain/runs/run';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { When } from '../../app/when.tsx';
import { RunControls } from './run-controls.tsx';
import { runAddress, runDuration, runKindTitles } from './run-facts.ts';
import { RunLog } from './run-log.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunStatusBadge } from './run-status-badge.tsx';
import { useLiveRun } from './use-live-run.ts';

/** One run with all its events, live. */
export function RunPage() {
  const { runId = '' } = useParams();
  const { run: query, events, connected } = useLiveRun(runId);
  const run = query.data;
  useDocumentTitle(run?.title ?? null);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (run === undefined) return <PageSkeleton />;
  const duration = runDuration(run, new Date());

  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/runs" size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> All runs
        </Group>
      </Anchor>
      <PageHeading
        title={run.title}
        lead={
          <>
            {runKindTitles[run.kind]} · started <When iso={run.created_at} />
            {duration !== null && ` · ${duration}`}
            {run.attempt > 1 && ` · attempt ${run.attempt}`}
          </>
        }
        actions={<RunStatusBadge status={run.status} />}
      />
      <Paper>
        <Stack gap="lg">
          <RunProgress run={run} />
          {run.error !== null && (
            <Alert color="red" icon={<IconAlertCircle />} title="Why it stopped">
              {run.error.message}
            </Alert>
          )}
          <Group justify="space-between">
            <RunControls run={run} />
            {runAddress(run) !== `/runs/${run.id}` && (
              <Anchor component={Link} to={runAddress(run)} size="sm">
                Open its page
              </Anchor>
            )}
          </Group>
        </Stack>
      </Paper>
      <RunLog events={events} connected={connected} over={isEnded(run.status)} />
      <Text size="xs" c="dimmed">
        Run and workflow ID: {run.id}
      </Text>
    </Stack>
  );
}
