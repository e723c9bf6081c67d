import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { GenreDistribution } from '@understudy/domain/auto-train/auto-train-result';
import { genreTitles, type Genre } from '@understudy/domain/auto-train/genres';
import { memo, useMemo } from 'react';
import { CountBars } from '../../app/count-bars.tsx';
import { formatNumber } from '../../app/format.ts';
import type { AcceptedExample } from './batch-news.ts';
import { countByQuality } from './count-by-quality.ts';

type GenreChartProps = { genres: readonly Genre[]; distribution: GenreDistribution };

/** How the kept examples spread over genres. */
export const GenreChart = memo(function GenreChart({ genres, distribution }: GenreChartProps) {
  const counts = genres.map((genre) => ({ name: genreTitles[genre], count: distribution[genre] ?? 0 }));
  return <CountBars title="Genre distribution" counts={counts} nameWidth={112} countWidth={40} />;
});

type QualityChartProps = { examples: readonly AcceptedExample[] };

/** How the kept examples spread over quality scores. */
export const QualityChart = memo(function QualityChart({ examples }: QualityChartProps) {
  const qualities = useMemo(() => countByQuality(examples), [examples]);
  const words = qualities.map(({ quality, count }) => `${quality}: ${count}`).join(', ');
  return (
    <div role="img" aria-label={`Examples by quality score: ${words}`}>
      <BarChart
        h={170}
        data={qualities}
        dataKey="quality"
        gridAxis="none"
        withYAxis={false}
        withBarValueLabel
        valueFormatter={formatNumber}
        series={[{ name: 'count', label: 'Examples', color: 'teal.6' }]}
        barProps={{ radius: 5, isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false, margin: { top: 20 } }}
        maxBarWidth={38}
      />
    </div>
  );
});
