import { Group, Paper, SegmentedControl, Text, Title } from '@mantine/core';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { isFineTuneEnded } from '@understudy/domain/fine-tune/fine-tune-status';
import { useMemo, useState } from 'react';
import { lossPoints } from './loss-points.ts';
import type { Measure } from './loss-chart.tsx';
import { useCheckpoints } from './use-fine-tune-jobs.ts';
import { useProviderEvents } from './use-provider-events.ts';
import { ChartArea } from '../../app/chart-area.tsx';
import { lazyCode } from '../../app/load-code.ts';

/** Charts bring a library of their own, which nothing else needs. */
const LossChart = lazyCode(async () => (await import('./loss-chart.tsx')).LossChart);

const notes: Record<Measure, string> = {
  loss: 'Both should fall. Validation that rises while training falls means that it learns by heart.',
  accuracy: 'The share of tokens that the model foretells.',
};

const noCheckpoints: readonly never[] = [];

/** How the training goes, by the provider's own figures. */
export function LossPanel({ job }: { job: FineTuneJob }) {
  const { events } = useProviderEvents(job.id);
  const checkpoints = useCheckpoints(job.id).data?.items ?? noCheckpoints;
  const [measure, setMeasure] = useState<Measure>('loss');
  const points = useMemo(() => lossPoints(events, checkpoints), [events, checkpoints]);
  const hasAccuracy = points.some((point) => point.trainAccuracy !== null || point.validAccuracy !== null);
  return (
    <Paper component="section" aria-labelledby="loss-curve" p={{ base: 'md', sm: 'xl' }}>
      <Group justify="space-between" mb="md" mih={30}>
        <Title order={3} id="loss-curve">
          Training curve
        </Title>
        {hasAccuracy && (
          <SegmentedControl
            size="xs"
            aria-label="Measure"
            data={[
              { value: 'loss', label: 'Loss' },
              { value: 'accuracy', label: 'Accuracy' },
            ]}
            value={measure}
            onChange={setMeasure}
          />
        )}
      </Group>
      {points.length === 0 ? (
        <Text size="sm" c="dimmed">
          {isFineTuneEnded(job.status)
            ? 'The provider reported no figures of this training.'
            : 'The curve appears with the first steps of the training.'}
        </Text>
      ) : (
        <ChartArea height={260}>
          <LossChart
            points={points}
            measure={hasAccuracy ? measure : 'loss'}
            checkpoints={checkpoints.map(({ step_number: step }) => step)}
          />
          <Text size="xs" c="dimmed" mt="xs">
            {notes[measure]}
            {checkpoints.length > 0 && ' Dashed lines are checkpoints.'}
          </Text>
        </ChartArea>
      )}
    </Paper>
  );
}
