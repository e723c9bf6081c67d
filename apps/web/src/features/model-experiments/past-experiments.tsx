import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Experiment } from '@understudy/domain/model-experiments/experiment';
import { formatDate } from '../../app/format.ts';
import { ExperimentResult } from './experiment-result.tsx';

/** Experiments that have ended, newest first, each with its result. */
export function PastExperiments({ experiments }: { experiments: readonly Experiment[] }) {
  if (experiments.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="past-experiments">
      <Title order={2} size="h3" id="past-experiments">
        Past comparisons
      </Title>
      <Stack gap="sm" component="ul" p={0} m={0} aria-label="Past comparisons">
        {experiments.map((experiment) => (
          <PastExperiment key={experiment.id} experiment={experiment} />
        ))}
      </Stack>
    </Stack>
  );
}

function PastExperiment({ experiment }: { experiment: Experiment }) {
  const [opened, disclosure] = useDisclosure(false);
  const { winner, ended_at: endedAt, created_at: createdAt } = experiment;
  const days = [createdAt, endedAt].filter((day) => day !== null).map(formatDate);
  const outcome = winner === null ? 'nothing was changed' : `${winner.toUpperCase()} was chosen`;
  return (
    <Paper component="li" p="md" style={{ listStyle: 'none' }}>
      <Stack gap={4} align="flex-start">
        <Text fw={600}>{experiment.name}</Text>
        <Text size="sm" c="dimmed">
          {[...new Set(days)].join(' to ')} · {outcome} · {experiment.verdict}
        </Text>
        <Button size="compact-sm" variant="subtle" aria-expanded={opened} onClick={disclosure.toggle}>
          {opened ? 'Hide the result' : 'Show the result'}
        </Button>
      </Stack>
      {opened && <ExperimentResult experiment={experiment} />}
    </Paper>
  );
}
