import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import { memo } from 'react';
import { formatUsd } from '../../app/format-amounts.ts';
import { formatNumber } from '../../app/format.ts';
import type { UsageOfDay } from './usage-days.ts';

const dayFormat = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** A day in few characters: "Nov 21". */
function shortDay(date: string): string {
  return dayFormat.format(new Date(date));
}

type DaysChartProps = { days: readonly UsageOfDay[] };

/** Messages of each day: by the tuned model, and by the base model in its place. */
export const MessagesChart = memo(function MessagesChart({ days }: DaysChartProps) {
  const said = inWords(days, ({ messages }) => messages, formatNumber);
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>
        Messages per day
      </Text>
      <div role="img" aria-label={`Messages per day: ${said}`}>
        <BarChart
          {...common(days)}
          type="stacked"
          valueFormatter={formatNumber}
          series={[
            { name: 'messages', label: 'Tuned model', color: 'teal.6' },
            { name: 'fallbacks', label: 'Base model in its place', color: 'orange.5' },
          ]}
          yAxisProps={{ width: 34, allowDecimals: false }}
        />
      </div>
    </div>
  );
});

/** Estimated cost of each day. */
export const CostChart = memo(function CostChart({ days }: DaysChartProps) {
  const said = inWords(days, ({ cost }) => cost, formatUsd);
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>
        Cost per day
      </Text>
      <div role="img" aria-label={`Cost per day: ${said}`}>
        <BarChart
          {...common(days)}
          valueFormatter={formatUsd}
          series={[{ name: 'cost', label: 'Cost', color: 'footlight.5' }]}
          yAxisProps={{ width: 68 }}
        />
      </div>
    </div>
  );
});

function common(days: readonly UsageOfDay[]) {
  return {
    h: 180,
    data: days.map((day) => ({ ...day, date: shortDay(day.date) })),
    dataKey: 'date',
    gridAxis: 'x',
    barProps: { radius: 3, isAnimationActive: false },
    barChartProps: { accessibilityLayer: false },
    maxBarWidth: 22,
    xAxisProps: { minTickGap: 24 },
  } as const;
}

function inWords(
  days: readonly UsageOfDay[],
  valueOf: (day: UsageOfDay) => number,
  format: (value: number) => string,
): string {
  const used = days.filter((day) => valueOf(day) > 0);
  return used.map((day) => `${shortDay(day.date)} ${format(valueOf(day))}`).join(', ') || 'none';
}
