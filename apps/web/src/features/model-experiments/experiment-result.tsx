import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { Experiment } from '@understudy/domain/model-experiments/experiment';
import { ArmResult } from './arm-result.tsx';
import { chanceInWords, superiorityInWords } from './experiment-words.ts';

/** Both arms of an experiment, what their ratings say, and how sure that is. */
export function ExperimentResult({ experiment }: { experiment: Experiment }) {
  const { p_value: pValue, superiority, state } = experiment.comparison;
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <ArmResult experiment={experiment} arm="a" />
        <ArmResult experiment={experiment} arm="b" />
      </SimpleGrid>
      <div>
        <Text fw={600}>{experiment.verdict}</Text>
        <Text size="sm" c="dimmed" maw="72ch">
          {state === 'collecting'
            ? 'Whoever looks early and often finds differences that are only chance, so nothing is concluded until then.'
            : [superiorityInWords(superiority), chanceInWords(pValue)]
                .filter((words) => words !== null)
                .join(' ')}
        </Text>
      </div>
    </Stack>
  );
}
