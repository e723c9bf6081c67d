import { Button, EmptyState, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';

import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ChartArea } from '../../app/chart-area.tsx';
import { lazyCode } from '../../app/load-code.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { BatchList } from '../fine-tune-batches/batch-list.tsx';
import { AnalyticsFilterFields } from './analytics-filter.tsx';
import { AnalyticsTotals } from './analytics-totals.tsx';
import { useAnalytics, useAnalyticsFilter } from './use-analytics.ts';

/** Charts bring a library of their own, which nothing else needs. */
const TrainingCharts = lazyCode(async () => (await import('./training-charts.tsx')).TrainingCharts);
const ChatCharts = lazyCode(async () => (await import('./chat-charts.tsx')).ChatCharts);

/** What fine-tuning was, has cost and was good for, over all avatars or of one. */
export function AnalyticsPage() {
  useDocumentTitle('Fine-tuning');
  const use = useAnalyticsFilter();
  const query = useAnalytics(use.filter, use.fault === null);
  return (
    <Stack gap="lg">
      <PageHeading
        title="Fine-tuning"
        lead="What was trained, what it has cost, and how its answers are liked."
      />
      <AnalyticsFilterFields use={use} />
      {cannotShow(query) && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isLoading && <Skeleton h={420} radius="lg" role="status" aria-label="Loading the analytics" />}
      {query.data !== undefined && <Numbers analytics={query.data} />}
      <BatchList />
    </Stack>
  );
}

function Numbers({ analytics }: { analytics: Analytics }) {
  const isEmpty =
    analytics.totals.jobs === 0 && analytics.training.length === 0 && analytics.chat.length === 0;
  if (isEmpty) return <NothingYet />;
  return (
    <>
      <AnalyticsTotals analytics={analytics} />
      <ChartArea height={420}>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <TrainingCharts analytics={analytics} />
          <ChatCharts analytics={analytics} />
        </SimpleGrid>
      </ChartArea>
    </>
  );
}

function NothingYet() {
  return (
    <EmptyState
      my="md"
      variant="light"
      icon={<IconChartBar stroke={1.5} />}
      title="Nothing in these days"
      description="Once an avatar is fine-tuned or talked to, jobs, costs and answers are counted here."
    >
      <EmptyState.Actions>
        <Button component={Link} to="/avatars">
          Choose an avatar
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
