import { Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { isEnded } from '@understudy/domain/runs/run';
import { lazy, Suspense } from 'react';
import { formatShare } from '../../app/format.ts';
import { formatQuality } from '../../app/format-amounts.ts';
import type { AcceptedExample } from './batch-news.ts';
import { Readiness } from './readiness.tsx';
import { ResultRing } from './result-ring.tsx';

/** Charts bring a library of their own, which nothing else needs. */
const BatchCharts = lazy(async () => ({ default: (await import('./batch-charts.tsx')).BatchCharts }));

type BatchResultProps = { batch: AutoTrainBatch; examples: readonly AcceptedExample[] };

/** What a batch has come to: success, quality, how its genres are spread, and what it means for a fine-tune. */
export function BatchResult({ batch, examples }: BatchResultProps) {
  const { counts, average_quality: quality } = batch;
  const finished = counts.accepted + counts.failed;
  const success = finished === 0 ? null : counts.accepted / finished;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Paper component="section" aria-labelledby="batch-result">
        <Stack gap="lg" h="100%" justify="space-between">
          <Title order={2} size="h3" id="batch-result">
            {isEnded(batch.run.status) ? 'Result' : 'Result so far'}
          </Title>
          <SimpleGrid cols={2} spacing="md">
            <ResultRing
              label="Success rate"
              share={success}
              value={success === null ? '—' : formatShare(success)}
              note={`${counts.accepted} of ${finished} finished`}
              color="teal"
            />
            <ResultRing
              label="Average quality"
              share={counts.accepted === 0 ? null : quality / 10}
              value={counts.accepted === 0 ? '—' : formatQuality(quality)}
              note="of 10, kept from 7.0"
              color="footlight"
            />
          </SimpleGrid>
          <Readiness stats={batch.result.training_stats} ready={batch.result.ready_for_finetuning} />
        </Stack>
      </Paper>
      <Paper component="section" aria-label="Charts">
        {counts.accepted === 0 ? (
          <Text c="dimmed" size="sm">
            Charts appear with the first example.
          </Text>
        ) : (
          <Suspense fallback={<Skeleton h={320} />}>
            <BatchCharts batch={batch} examples={examples} />
          </Suspense>
        )}
      </Paper>
    </SimpleGrid>
  );
}
