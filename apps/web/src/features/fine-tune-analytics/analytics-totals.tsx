import { SimpleGrid } from '@mantine/core';
import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { formatCompact, formatUsd } from '../../app/format-amounts.ts';
import { countOf, formatDuration, formatNumber } from '../../app/format.ts';
import { FactTile } from '../prompt-versions/fact-tile.tsx';

/** What the days come to, in four numbers. */
export function AnalyticsTotals({ analytics }: { analytics: Analytics }) {
  const { totals, time_to_model: time } = analytics;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <FactTile label="Jobs" value={formatNumber(totals.jobs)} note={`${countOf(time.jobs, 'model')} made`} />
      <FactTile
        label="Training cost"
        value={formatUsd(totals.training_cost)}
        note={`${formatCompact(totals.trained_tokens)} trained tokens`}
      />
      <FactTile
        label="From creation to model"
        value={inWords(time.median_seconds)}
        note={
          time.jobs === 0 ? 'known with the first model' : `median; longest ${inWords(time.longest_seconds)}`
        }
      />
      <FactTile
        label="Answers"
        value={formatNumber(totals.messages)}
        note={`${formatUsd(totals.usage_cost)} for those of tuned models`}
      />
    </SimpleGrid>
  );
}

function inWords(seconds: number | null): string {
  return seconds === null ? '—' : formatDuration(seconds * 1_000);
}
