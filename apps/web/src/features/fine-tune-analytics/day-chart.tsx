import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { memo, useMemo } from 'react';
import { shortDay } from './day-format.ts';

type DayChartProps = {
  /** One row a day, in order. */
  days: readonly ({ date: string } & Record<string, number | string>)[];
  series: readonly { name: string; label: string; color: string }[];
  format: (value: number) => string;
  /** Pixels for the numbers beside the axis. */
  axisWidth?: number;
  /** Whether there is anything between whole numbers. */
  fractions?: boolean;
};

/** Bars of each day, one upon the other where there are several. */
export const DayChart = memo(function DayChart(props: DayChartProps) {
  const { days, series, format, axisWidth = 40, fractions = false } = props;
  const data = useMemo(() => days.map((day) => ({ ...day, date: shortDay(day.date) })), [days]);
  return (
    <BarChart
      h={200}
      data={data}
      dataKey="date"
      type="stacked"
      gridAxis="x"
      withLegend={series.length > 1}
      legendProps={{ verticalAlign: 'bottom' }}
      valueFormatter={format}
      series={[...series]}
      barProps={{ isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false }}
      maxBarWidth={22}
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ width: axisWidth, allowDecimals: fractions, tickCount: 4 }}
    />
  );
});
