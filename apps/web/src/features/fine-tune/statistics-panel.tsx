import { Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { FineTuneStatistics } from '@understudy/domain/fine-tune/contracts/statistics';

import { cannotShow } from '../../api/cannot-show.ts';
import { ChartArea } from '../../app/chart-area.tsx';
import { lazyCode } from '../../app/load-code.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatNumber, formatShare } from '../../app/format.ts';
import { FactTile } from '../prompt-versions/fact-tile.tsx';
import { useStatistics } from './use-fine-tune-data.ts';

/** Charts bring a library of their own, which nothing else needs. */
const PatternChart = lazyCode(async () => (await import('./pattern-chart.tsx')).PatternChart);

/** The examples in numbers, and by pattern type. */
export function StatisticsPanel({ avatarId }: { avatarId: string }) {
  const query = useStatistics(avatarId);
  return (
    <Paper component="section" aria-labelledby="fine-tune-statistics" p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Title order={2} size="h3" id="fine-tune-statistics">
          Training examples
        </Title>
        {cannotShow(query) && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton h={200} role="status" aria-label="Loading statistics" />}
        {query.data !== undefined && <Statistics statistics={query.data} />}
      </Stack>
    </Paper>
  );
}

function Statistics({ statistics }: { statistics: FineTuneStatistics }) {
  const { total, average_quality: quality, good_examples: good, used_in_training: used } = statistics;
  const patterns = Object.keys(statistics.by_pattern_type).length;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      <SimpleGrid cols={2} spacing="sm" style={{ alignContent: 'start' }}>
        <FactTile label="Examples" value={formatNumber(total)} note={sourcesOf(statistics)} />
        <FactTile
          label="Average quality"
          value={total === 0 ? '—' : quality.toFixed(2)}
          note={total === 0 ? 'of 1' : `of 1; ${formatShare(good / total)} are above 0.7`}
        />
        <FactTile
          label="Used in training"
          value={formatNumber(used)}
          note={`${formatNumber(statistics.unused)} not yet`}
        />
        <FactTile
          label="Preference pairs"
          value={formatNumber(statistics.preference_pairs)}
          note="with a second, lesser answer"
        />
      </SimpleGrid>
      <div>
        <Text size="sm" fw={600} mb={6}>
          By pattern type
        </Text>
        {patterns === 0 ? (
          <Text c="dimmed" size="sm">
            The chart appears with the first example.
          </Text>
        ) : (
          <ChartArea height={patterns * 34 + 28}>
            <PatternChart counts={statistics.by_pattern_type} />
          </ChartArea>
        )}
      </div>
    </SimpleGrid>
  );
}

function sourcesOf({ by_source: sources }: FineTuneStatistics): string {
  const names = Object.entries(sources).map(
    ([source, count]) => `${formatNumber(count)} ${source.replaceAll('_', ' ')}`,
  );
  return names.length === 0 ? 'none yet' : names.join(', ');
}
