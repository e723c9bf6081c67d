import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import type { Experiment } from '@understudy/domain/model-experiments/experiment';
import { useState } from 'react';
import { armTitle } from './arm-choice.ts';
import { suggestedWinner } from './experiment-words.ts';
import { useStopExperiment } from './use-experiments.ts';

type StopModalProps = { experiment: Experiment; opened: boolean; onClose: () => void };

/** Asks who answers from now on, and ends the experiment. */
export function StopExperimentModal({ experiment, opened, onClose }: StopModalProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Stop comparing?">
      <StopForm experiment={experiment} onClose={onClose} />
    </Modal>
  );
}

const nobody = 'none';

function StopForm({ experiment, onClose }: Omit<StopModalProps, 'opened'>) {
  const stop = useStopExperiment(experiment);
  const [chosen, setChosen] = useState<string>(suggestedWinner(experiment) ?? nobody);
  const winner = chosen === 'a' || chosen === 'b' ? chosen : null;
  return (
    <Stack>
      <Text size="sm">{experiment.verdict}</Text>
      <Radio.Group label="Who answers from now on?" value={chosen} onChange={setChosen}>
        <Stack gap="sm" mt="sm">
          <Radio value="a" label="A" description={armTitle(experiment.a)} />
          <Radio value="b" label="B" description={armTitle(experiment.b)} />
          <Radio value={nobody} label="As before" description="Nothing about the avatar is changed." />
        </Stack>
      </Radio.Group>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Go on comparing
        </Button>
        <Button loading={stop.isPending} onClick={() => stop.mutate(winner, { onSuccess: onClose })}>
          {winner === null ? 'Stop' : `Stop and answer with ${winner.toUpperCase()}`}
        </Button>
      </Group>
    </Stack>
  );
}
