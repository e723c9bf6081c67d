import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { memo } from 'react';
import { formatNumber } from '../../app/format.ts';
import { patternTitle } from './pattern-title.ts';

const rowHeight = 34;

/** Examples by what the avatar does in them. */
export const PatternChart = memo(function PatternChart({ counts }: { counts: Record<string, number> }) {
  const data = Object.entries(counts).map(([pattern, count]) => ({ pattern: patternTitle(pattern), count }));
  const words = data.map(({ pattern, count }) => `${pattern} ${count}`).join(', ');
  return (
    <div role="img" aria-label={`Examples by pattern type: ${words}`}>
      <BarChart
        h={data.length * rowHeight + 28}
        data={data}
        dataKey="pattern"
        orientation="vertical"
        gridAxis="none"
        withXAxis={false}
        withBarValueLabel
        valueFormatter={formatNumber}
        series={[{ name: 'count', label: 'Examples', color: 'footlight.5' }]}
        barProps={{ radius: 5, isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false, margin: { right: 44 } }}
        maxBarWidth={20}
        yAxisProps={{ width: 96, interval: 0 }}
      />
    </div>
  );
});
