import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { useMemo } from 'react';
import { formatUsd } from '../../app/format-amounts.ts';
import { countOf, formatDate, formatNumber } from '../../app/format.ts';
import { chatByDay, chatModels } from './analytics-days.ts';
import { CategoryChart } from './category-chart.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { DayChart } from './day-chart.tsx';
import { modelLabel } from './model-label.ts';

const colors = ['teal.6', 'footlight.5', 'blue.5', 'grape.5', 'orange.5', 'gray.5'] as const;
const fallbackSeries = [{ name: 'fallbacks', label: 'Another model answered', color: 'orange.5' }] as const;
const ratingSeries = [{ name: 'average', label: 'Mean rating', color: 'yellow.6' }] as const;
const bestRating = 5;

/** Charts of the chat: who has answered, who stepped in, and how the answers were liked. */
export function ChatCharts({ analytics }: { analytics: Analytics }) {
  const models = useMemo(() => chatModels(analytics), [analytics]);
  const days = useMemo(() => chatByDay(analytics, models), [analytics, models]);
  const used = days.filter(({ messages }) => messages > 0);
  const fallbacks = days.reduce((sum, day) => sum + day.fallbacks, 0);
  const series = models.map(({ key, model }, index) => ({
    name: key,
    label: modelLabel(model),
    color: colors[index % colors.length] ?? 'gray.5',
  }));
  return (
    <>
      <ChartFrame
        title="Answers per day by model"
        summary={`${countOf(analytics.totals.messages, 'answer')} by ${countOf(models.length, 'model')}. Answers of tuned models cost ${formatUsd(analytics.totals.usage_cost)}.`}
        columns={['Day', ...models.map(({ model }) => model)]}
        rows={used.map((day) => [
          formatDate(day.date),
          ...models.map(({ key }) => formatNumber(Number(day[key]))),
        ])}
        empty="Nobody has chatted in these days."
      >
        <DayChart days={days} series={series} format={formatNumber} />
      </ChartFrame>
      <ChartFrame
        title="Fallbacks per day"
        summary={`${countOf(fallbacks, 'answer')} by another model than the wanted one.`}
        columns={['Day', 'Fallbacks', 'Of answers']}
        rows={used
          .filter((day) => day.fallbacks > 0)
          .map((day) => [formatDate(day.date), formatNumber(day.fallbacks), formatNumber(day.messages)])}
        empty="Every answer came from the model that was wanted."
      >
        <DayChart days={days} series={fallbackSeries} format={formatNumber} />
      </ChartFrame>
      <ChartFrame
        title="Mean rating by model"
        summary="Stars that people gave to answers in the chat, 1 to 5."
        columns={['Model', 'Mean rating', 'Ratings']}
        rows={analytics.ratings.map(({ model, average, ratings }) => [
          model,
          average.toFixed(2),
          formatNumber(ratings),
        ])}
        empty="No answer was rated in these days."
      >
        <CategoryChart
          rows={analytics.ratings.map(({ model, average }) => ({ name: modelLabel(model), average }))}
          series={ratingSeries}
          format={(value) => value.toFixed(2)}
          most={bestRating}
        />
      </ChartFrame>
    </>
  );
}
