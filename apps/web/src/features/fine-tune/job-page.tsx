import { Anchor, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { When } from '../../app/when.tsx';
import { JobBadges } from './job-badges.tsx';
import { JobFacts } from './job-facts-tiles.tsx';
import { JobResult } from './job-result.tsx';
import { JobTabs } from './job-tabs.tsx';
import { LossPanel } from './loss-panel.tsx';
import { PreparationPanel } from './preparation-panel.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { useFineTuneJob } from './use-fine-tune-jobs.ts';
import { useLiveJob } from './use-live-job.ts';

/** One job: live while it runs, its model and everything that was learned of it when it is done. */
export function JobPage() {
  const { jobId = '' } = useParams();
  const query = useFineTuneJob(jobId);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageSkeleton />;
  return <LiveJob key={jobId} job={query.data} />;
}

function LiveJob({ job }: { job: FineTuneJob }) {
  const { run, events, connected } = useLiveJob(job);
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={`/avatars/${job.avatar_id}/fine-tune?part=jobs`} size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> All training jobs
        </Group>
      </Anchor>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} miw={0}>
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            Fine-tune of {job.base_model}
          </Title>
          <Text size="sm" c="dimmed">
            {fineTuneProviderFacts[job.provider].title} ·{' '}
            {job.method === 'dpo' ? 'preference training' : 'supervised training'} · started{' '}
            <When iso={job.created_at} />
            {run.data !== undefined && run.data.attempt > 1 && ` · attempt ${run.data.attempt}`}
          </Text>
        </Stack>
        <JobBadges job={job} long />
      </Group>
      <ProgressPanel job={job} run={run.data} events={events} connected={connected} />
      <JobResult job={job} />
      <JobFacts job={job} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <LossPanel job={job} />
        <PreparationPanel job={job} />
      </SimpleGrid>
      <JobTabs job={job} events={events} connected={connected} />
    </Stack>
  );
}
