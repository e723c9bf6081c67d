import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Text, Title } from '@mantine/core';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { genreTitles } from '@understudy/domain/auto-train/genres';
import { useMemo } from 'react';
import type { AcceptedExample } from './batch-news.ts';
import { countByQuality } from './count-by-quality.ts';

const rowHeight = 34;

type BatchChartsProps = { batch: AutoTrainBatch; examples: readonly AcceptedExample[] };

/** How the kept examples spread over genres and over quality scores. */
export function BatchCharts({ batch, examples }: BatchChartsProps) {
  const genres = batch.genres.map((genre) => ({
    genre: genreTitles[genre],
    count: batch.genre_distribution[genre] ?? 0,
  }));
  const qualities = useMemo(() => countByQuality(examples), [examples]);
  return (
    <>
      <Title order={2} size="h3" mb="sm" id="genre-distribution">
        Genres
      </Title>
      <figure
        role="img"
        style={{ margin: 0 }}
        aria-label={`Genre distribution: ${genres.map(({ genre, count }) => `${genre} ${count}`).join(', ')}`}
      >
        <BarChart
          h={genres.length * rowHeight + 28}
          data={genres}
          dataKey="genre"
          orientation="vertical"
          gridAxis="x"
          barLabelColor="var(--mantine-color-text)"
          withBarValueLabel
          series={[{ name: 'count', label: 'Examples', color: 'footlight.5' }]}
          barProps={{ radius: 5, isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false, margin: { right: 34 } }}
          maxBarWidth={20}
          yAxisProps={{ width: 108 }}
          xAxisProps={{ allowDecimals: false }}
        />
      </figure>
      <Title order={2} size="h3" mt="lg" mb="sm">
        Quality
      </Title>
      {qualities.length === 0 ? (
        <Text size="sm" c="dimmed">
          Loading scores…
        </Text>
      ) : (
        <figure
          role="img"
          style={{ margin: 0 }}
          aria-label={`Quality scores: ${qualities.map(({ quality, count }) => `${quality}: ${count}`).join(', ')}`}
        >
          <BarChart
            h={150}
            data={qualities}
            dataKey="quality"
            gridAxis="y"
            series={[{ name: 'count', label: 'Examples', color: 'teal.6' }]}
            barProps={{ radius: 5, isAnimationActive: false }}
            barChartProps={{ accessibilityLayer: false }}
            maxBarWidth={38}
            yAxisProps={{ allowDecimals: false, width: 36 }}
          />
        </figure>
      )}
    </>
  );
}
