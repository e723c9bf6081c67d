import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { formatNumber } from './format.ts';

const rowHeight = 34;

type CountBarsProps = {
  /** What is counted, before the counts in words for those who do not see them. */
  title: string;
  counts: readonly { name: string; count: number }[];
  /** Pixels left for names, and right for the longest count. */
  nameWidth: number;
  countWidth: number;
};

/** How many examples there are of each kind, one bar below the other. */
export function CountBars({ title, counts, nameWidth, countWidth }: CountBarsProps) {
  const words = counts.map(({ name, count }) => `${name} ${count}`).join(', ');
  return (
    <div role="img" aria-label={`${title}: ${words}`}>
      <BarChart
        h={counts.length * rowHeight + 28}
        data={[...counts]}
        dataKey="name"
        orientation="vertical"
        gridAxis="none"
        withXAxis={false}
        withBarValueLabel
        valueFormatter={formatNumber}
        series={[{ name: 'count', label: 'Examples', color: 'footlight.5' }]}
        barProps={{ radius: 5, isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false, margin: { right: countWidth } }}
        maxBarWidth={20}
        yAxisProps={{ width: nameWidth, interval: 0 }}
      />
    </div>
  );
}
