import { Group, Progress, Stack, Text } from '@mantine/core';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import { formatTimeLeft } from '../../app/format.ts';
import classes from './run-progress.module.css';

function barColor(run: Run): string {
  if (run.status === 'failed') return 'red';
  if (run.status === 'completed') return 'teal';
  return run.status === 'cancelled' || run.status === 'paused' ? 'gray' : 'footlight';
}

/** How far a run is: a bar with percent, what is happening and how long it will still take. */
export function RunProgress({ run }: { run: Run }) {
  const { percent, message, eta_seconds } = run.progress;
  const left = run.status === 'running' ? formatTimeLeft(eta_seconds) : null;
  return (
    <Stack gap={8}>
      <Group justify="space-between" align="baseline" wrap="nowrap" gap="md">
        <Text size="sm" aria-live="polite" className={classes.message}>
          {message}
        </Text>
        <Group gap="sm" wrap="nowrap" className={classes.figures}>
          {left !== null && (
            <Text size="sm" c="dimmed" className={classes.left}>
              {left}
            </Text>
          )}
          <Text size="sm" fw={600}>
            {Math.floor(percent)} %
          </Text>
        </Group>
      </Group>
      <Progress.Root size="md" radius="xl">
        <Progress.Section
          value={percent}
          color={barColor(run)}
          animated={run.status === 'running'}
          aria-label="Progress of the run"
          aria-valuetext={`${Math.floor(percent)} percent${isEnded(run.status) ? '' : `, ${message}`}`}
        />
      </Progress.Root>
    </Stack>
  );
}
