import { Button, EmptyState, Skeleton, Stack } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { JobRow } from './job-row.tsx';
import type { useFineTuneJobs } from './use-fine-tune-jobs.ts';

type JobListProps = { query: ReturnType<typeof useFineTuneJobs>; name: string; onCreate: () => void };

/** The jobs there have been, newest first. */
export function JobList({ query, name, onCreate }: JobListProps) {
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      {query.isPending && <Skeleton h={120} radius="lg" role="status" aria-label="Loading jobs" />}
      {cannotShow(query) && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <NoJobs name={name} onCreate={onCreate} />}
      {items.length > 0 && (
        <Stack gap="sm" component="ul" p={0} m={0} aria-label="Training jobs">
          {items.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </Stack>
      )}
      <NextPageButton query={query}>Show older jobs</NextPageButton>
    </Stack>
  );
}

function NoJobs({ name, onCreate }: { name: string; onCreate: () => void }) {
  return (
    <EmptyState
      my="md"
      variant="light"
      icon={<IconSparkles stroke={1.5} />}
      title="No training job yet"
      description={`A job takes ${name}’s examples to a provider and brings a model back. You see what it costs before it starts.`}
    >
      <EmptyState.Actions>
        <Button onClick={onCreate}>Create fine-tune</Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
