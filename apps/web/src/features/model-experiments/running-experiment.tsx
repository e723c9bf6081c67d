import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessageCircle, IconPlayerStop } from '@tabler/icons-react';
import type { Experiment } from '@understudy/domain/model-experiments/experiment';
import { Link } from 'react-router';
import { formatShare } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { ExperimentResult } from './experiment-result.tsx';
import { StopExperimentModal } from './stop-experiment-modal.tsx';

/** The experiment that runs: what there is so far, and its end. */
export function RunningExperiment({ experiment }: { experiment: Experiment }) {
  const [stopping, stop] = useDisclosure(false);
  return (
    <Paper component="section" aria-labelledby="running-experiment" p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={2} size="h3" id="running-experiment">
              {experiment.name}
            </Title>
            <Text size="sm" c="dimmed">
              Since <When iso={experiment.created_at} /> · {formatShare(experiment.share_of_b)} of the
              conversations go to B
            </Text>
          </div>
          <Badge variant="light" color="footlight">
            Running
          </Badge>
        </Group>
        <ExperimentResult experiment={experiment} />
        <Group gap="xs">
          <Button
            component={Link}
            to={`/avatars/${experiment.avatar_id}/chat`}
            leftSection={<IconMessageCircle size={17} />}
          >
            Chat and rate answers
          </Button>
          <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={stop.open}>
            Stop and choose
          </Button>
        </Group>
      </Stack>
      <StopExperimentModal experiment={experiment} opened={stopping} onClose={stop.close} />
    </Paper>
  );
}
