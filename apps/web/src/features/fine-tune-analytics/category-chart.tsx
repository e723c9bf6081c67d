import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { memo } from 'react';

const rowHeight = 38;

type CategoryChartProps = {
  rows: readonly ({ name: string } & Record<string, number | string>)[];
  series: readonly { name: string; label: string; color: string }[];
  format: (value: number) => string;
  /** Where the longest bar could end; the largest value when left out. */
  most?: number;
};

/** A bar for each of a few things that have names. */
export const CategoryChart = memo(function CategoryChart({ rows, series, format, most }: CategoryChartProps) {
  return (
    <BarChart
      h={rows.length * rowHeight + (series.length > 1 ? 76 : 40)}
      data={[...rows]}
      dataKey="name"
      orientation="vertical"
      type="stacked"
      gridAxis="none"
      withLegend={series.length > 1}
      legendProps={{ verticalAlign: 'bottom' }}
      valueFormatter={format}
      series={[...series]}
      barProps={{ isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false, margin: { right: 16 } }}
      maxBarWidth={20}
      xAxisProps={{ allowDecimals: false, ...(most === undefined ? {} : { domain: [0, most] }) }}
      yAxisProps={{ width: 120, interval: 0 }}
    />
  );
});
