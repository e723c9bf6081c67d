import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { LengthHistogram } from '@understudy/domain/training-center/quality/length-histogram';
import { memo } from 'react';
import { formatCompact } from '../../app/format-amounts.ts';
import { formatNumber } from '../../app/format.ts';

/** How long responses are: those within the recommended length in another colour than those outside of it. */
export const LengthChart = memo(function LengthChart({ histogram }: { histogram: LengthHistogram }) {
  const data = histogram.buckets.map(({ from, to, count, within_rules: fits }) => ({
    range: to === null ? `${formatCompact(from)}+` : formatCompact(from),
    words: to === null ? `${formatNumber(from)} and more` : `${formatNumber(from)} to ${formatNumber(to)}`,
    fits: fits ? count : 0,
    outside: fits ? 0 : count,
  }));
  const words = data.map(({ words: range, fits, outside }) => `${range}: ${fits + outside}`).join(', ');
  return (
    <div role="img" aria-label={`Examples by characters of the response: ${words}`}>
      <BarChart
        h={190}
        data={data}
        dataKey="range"
        type="stacked"
        gridAxis="none"
        withYAxis={false}
        valueFormatter={formatNumber}
        tooltipProps={{ labelFormatter: (range) => data.find((one) => one.range === range)?.words ?? range }}
        series={[
          { name: 'fits', label: 'As recommended', color: 'teal.6' },
          { name: 'outside', label: 'Outside', color: 'orange.5' },
        ]}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false, margin: { top: 8 } }}
        xAxisProps={{ interval: 0 }}
        maxBarWidth={38}
      />
    </div>
  );
});
