import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { acceptedQuality } from '@understudy/domain/auto-train/quality-score';
import { isEnded } from '@understudy/domain/runs/run';
import { type ReactNode } from 'react';
import { formatNumber, formatShare } from '../../app/format.ts';
import { formatQuality } from '../../app/format-amounts.ts';
import type { AcceptedExample } from './batch-news.ts';
import { Readiness } from './readiness.tsx';
import { ResultRing } from './result-ring.tsx';
import { ChartArea } from '../../app/chart-area.tsx';
import { lazyCode } from '../../app/load-code.ts';

/** Charts bring a library of their own, which nothing else needs. */
const GenreChart = lazyCode(async () => (await import('./batch-charts.tsx')).GenreChart);
const QualityChart = lazyCode(async () => (await import('./batch-charts.tsx')).QualityChart);

/** Charts are drawn anew this often at most. */
const redrawMs = 1_000;

type BatchResultProps = { batch: AutoTrainBatch; examples: readonly AcceptedExample[] };

/** What a batch has come to: success, quality, how its genres are spread, and what it means for a fine-tune. */
export function BatchResult({ batch, examples }: BatchResultProps) {
  const drawn = useThrottledValue(examples, redrawMs);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Paper component="section" aria-labelledby="batch-result">
        <Stack gap="lg">
          <Title order={2} size="h3" id="batch-result">
            {isEnded(batch.run.status) ? 'Result' : 'Result so far'}
          </Title>
          <Rings batch={batch} />
          <ChartOrNote empty={examples.length === 0} title="Examples by quality score">
            <QualityChart examples={drawn} />
          </ChartOrNote>
        </Stack>
      </Paper>
      <Paper component="section" aria-labelledby="batch-genres">
        <Stack gap="lg" h="100%" justify="space-between">
          <Stack gap="sm">
            <Title order={2} size="h3" id="batch-genres">
              Genres
            </Title>
            <ChartOrNote empty={batch.counts.accepted === 0}>
              <GenreChart genres={batch.genres} distribution={batch.genre_distribution} />
            </ChartOrNote>
          </Stack>
          <Readiness stats={batch.result.training_stats} ready={batch.result.ready_for_finetuning} />
        </Stack>
      </Paper>
    </SimpleGrid>
  );
}

function Rings({ batch: { counts, average_quality: quality } }: { batch: AutoTrainBatch }) {
  const finished = counts.accepted + counts.failed;
  const success = finished === 0 ? null : counts.accepted / finished;
  const known = counts.accepted > 0;
  return (
    <SimpleGrid cols={2} spacing="md">
      <ResultRing
        label="Success rate"
        share={success}
        value={success === null ? '—' : formatShare(success)}
        note={`${formatNumber(counts.accepted)} of ${formatNumber(finished)} finished`}
        color="teal"
      />
      <ResultRing
        label="Average quality"
        share={known ? quality / 10 : null}
        value={known ? formatQuality(quality) : '—'}
        note={`of 10, kept from ${formatQuality(acceptedQuality)}`}
        color="footlight"
      />
    </SimpleGrid>
  );
}

type ChartOrNoteProps = { empty: boolean; title?: string; children: ReactNode };

function ChartOrNote({ empty, title, children }: ChartOrNoteProps) {
  if (empty) {
    return (
      <Text c="dimmed" size="sm">
        The chart appears with the first example.
      </Text>
    );
  }
  return (
    <div>
      {title !== undefined && (
        <Text size="sm" fw={600} mb={6}>
          {title}
        </Text>
      )}
      <ChartArea height={170}>{children}</ChartArea>
    </div>
  );
}
