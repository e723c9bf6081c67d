import { Button, EmptyState, Select, Skeleton, Stack } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { runStatuses, type RunStatus } from '@understudy/domain/runs/run';
import { Link, useSearchParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { RunCard } from './run-card.tsx';
import { runStatusLabel } from './run-status-badge.tsx';
import { useRuns } from './use-runs.ts';

function readStatus(value: string | null): RunStatus | null {
  return runStatuses.find((status) => status === value) ?? null;
}

/** Every run of the user, with its progress. */
export function RunsPage() {
  useDocumentTitle('Runs');
  const [search, setSearch] = useSearchParams();
  const status = readStatus(search.get('status'));
  const runs = useRuns(status);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Stack gap="xl">
      <PageHeading
        title="Runs"
        lead="Every durable job, what it is doing now and how it ended."
        actions={
          <Select
            aria-label="Filter by status"
            placeholder="All statuses"
            clearable
            w={200}
            value={status}
            onChange={(value) =>
              setSearch(value === null ? {} : { status: value }, { replace: true, preventScrollReset: true })
            }
            data={runStatuses.map((value) => ({ value, label: runStatusLabel(value) }))}
          />
        }
      />
      {runs.isPending && <RunListSkeleton />}
      {cannotShow(runs) && <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isSuccess && items.length === 0 && <NoRuns filtered={status !== null} />}
      {items.length > 0 && (
        <Stack gap="sm" component="ul" p={0} m={0} aria-label="Runs">
          {items.map((run) => (
            <RunCard key={run.id} run={run} />
          ))}
        </Stack>
      )}
      <NextPageButton query={runs}>Show older runs</NextPageButton>
    </Stack>
  );
}

function RunListSkeleton() {
  return (
    <Stack gap="sm" role="status" aria-label="Loading runs">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} h={96} radius="lg" />
      ))}
    </Stack>
  );
}

function NoRuns({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      my="md"
      variant="light"
      icon={<IconListCheck stroke={1.5} />}
      title={filtered ? 'No run has this status' : 'Nothing has run yet'}
      description={
        filtered ? 'Choose another status to see more.' : 'Train an avatar and its run will be here.'
      }
    >
      {!filtered && (
        <EmptyState.Actions>
          <Button component={Link} to="/avatars">
            Go to avatars
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}
