import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { fineTuneStatusTitles } from '@understudy/domain/fine-tune/fine-tune-status';
import { useMemo } from 'react';
import { formatCompact, formatUsd } from '../../app/format-amounts.ts';
import { countOf, formatDate, formatNumber } from '../../app/format.ts';
import { trainingByDay } from './analytics-days.ts';
import { CategoryChart } from './category-chart.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { DayChart } from './day-chart.tsx';
import { jobsByProvider } from './jobs-by-provider.ts';

const ends = [
  { name: 'succeeded', label: 'Succeeded', color: 'teal.6' },
  { name: 'failed', label: 'Failed', color: 'red.6' },
  { name: 'cancelled', label: 'Cancelled', color: 'gray.5' },
  { name: 'underWay', label: 'Under way', color: 'footlight.5' },
] as const;

const cost = [{ name: 'cost', label: 'Cost', color: 'footlight.5' }] as const;
const tokens = [{ name: 'tokens', label: 'Trained tokens', color: 'blue.5' }] as const;
const noTraining = 'No training has ended in these days.';

/** Charts of what was trained: who trained it, with what success, and what it took. */
export function TrainingCharts({ analytics }: { analytics: Analytics }) {
  const { totals } = analytics;
  const days = useMemo(() => trainingByDay(analytics), [analytics]);
  const providers = useMemo(
    () => jobsByProvider(analytics).map(({ provider, ...counts }) => ({ name: provider, ...counts })),
    [analytics],
  );
  const trained = days.filter(({ jobs }) => jobs > 0);
  return (
    <>
      <ChartFrame
        title="Jobs by provider and status"
        summary={`${countOf(totals.jobs, 'job')} created in these days.`}
        columns={['Provider and status', 'Jobs']}
        rows={analytics.jobs.map(({ provider, status, jobs }) => [
          `${fineTuneProviderFacts[provider].title}: ${fineTuneStatusTitles[status]}`,
          formatNumber(jobs),
        ])}
        empty="No job was created in these days."
      >
        <CategoryChart rows={providers} series={ends} format={formatNumber} />
      </ChartFrame>
      <ChartFrame
        title="Training cost per day"
        summary={`${formatUsd(totals.training_cost)} in all.`}
        columns={['Day', 'Cost', 'Jobs']}
        rows={trained.map((day) => [formatDate(day.date), formatUsd(day.cost), formatNumber(day.jobs)])}
        empty={noTraining}
      >
        <DayChart days={days} series={cost} format={formatUsd} axisWidth={64} fractions />
      </ChartFrame>
      <ChartFrame
        title="Trained tokens per day"
        summary={`${formatCompact(totals.trained_tokens)} in all, as providers bill them.`}
        columns={['Day', 'Trained tokens']}
        rows={trained.map((day) => [formatDate(day.date), formatNumber(day.tokens)])}
        empty={noTraining}
      >
        <DayChart days={days} series={tokens} format={formatCompact} axisWidth={52} />
      </ChartFrame>
    </>
  );
}
