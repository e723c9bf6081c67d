import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { examplesPerTraining, type TrainingStats } from '@understudy/domain/auto-train/training-stats';
import { countOf, formatNumber } from '../../app/format.ts';
import { AutoFineTuneSwitch } from '../notifications/auto-fine-tune-switch.tsx';

/** How far the user is from a fine-tune: unused examples of all batches, and whether a custom model exists. */
export function Readiness({ stats, ready }: { stats: TrainingStats; ready: boolean }) {
  const { training_examples: unused, examples_until_next_training: missing } = stats;
  return (
    <Stack gap={8}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          Ready to fine-tune
        </Text>
        {ready ? (
          <Badge variant="light" color="teal" leftSection={<IconCheck size={12} aria-hidden />}>
            Ready
          </Badge>
        ) : (
          <Text size="sm" fw={600}>
            {formatNumber(unused)} of {examplesPerTraining}
          </Text>
        )}
      </Group>
      <Progress
        value={Math.min(100, (unused / examplesPerTraining) * 100)}
        color={ready ? 'teal' : 'footlight'}
        aria-label="Unused examples towards a fine-tune"
      />
      <Text size="xs" c="dimmed">
        {countOf(unused, 'unused example')} over all your batches
        {missing > 0 && `, ${formatNumber(missing)} more until the next training`}.{' '}
        {stats.custom_model_exists ? 'You have a custom model.' : 'There is no custom model yet.'}
      </Text>
      <AutoFineTuneSwitch />
    </Stack>
  );
}
