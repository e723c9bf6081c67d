import { Group, Progress, Stack } from '@mantine/core';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { isEnded } from '@understudy/domain/runs/run';
import figures from '../../app/figure.module.css';
import { formatNumber } from '../../app/format.ts';
import { ConnectionMark } from '../runs/connection-mark.tsx';
import classes from './batch-progress.module.css';

type BatchProgressProps = {
  batch: AutoTrainBatch;
  /** Whether events are coming in. */
  connected: boolean;
};

/** What has become of the items of a batch, as one bar and in numbers. */
export function BatchProgress({ batch, connected }: BatchProgressProps) {
  const { counts, num_examples: total, run } = batch;
  const share = (count: number) => (count / total) * 100;
  const running = run.status === 'running';
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end" gap="xs">
        <div className={classes.headline}>
          <span className={`${figures.figure} ${classes.accepted}`}>{formatNumber(counts.accepted)}</span>
          <span className={classes.total}>of {formatNumber(total)} accepted</span>
        </div>
        {!isEnded(run.status) && <ConnectionMark connected={connected} />}
      </Group>
      <Progress.Root size={14} radius="xl" className={classes.bar ?? ''}>
        <Progress.Section
          value={share(counts.accepted)}
          color="teal.6"
          aria-label="Progress of the run"
          aria-valuetext={`${counts.accepted} of ${total} accepted, ${counts.failed} failed`}
        />
        <Progress.Section withAria={false} value={share(counts.failed)} color="red.6" />
        <Progress.Section
          withAria={false}
          value={share(counts.in_flight)}
          color="footlight.4"
          striped
          animated={running}
        />
      </Progress.Root>
      <dl className={classes.legend} aria-label="Items of the batch">
        <Entry name="Accepted" count={counts.accepted} kind="accepted" />
        <Entry name="In work" count={counts.in_flight} kind="flight" />
        <Entry name="Remaining" count={counts.remaining} kind="remaining" />
        <Entry name="Failed" count={counts.failed} kind="failed" />
        <Entry name="Rejected attempts" count={counts.rejected} kind="rejected" />
      </dl>
    </Stack>
  );
}

function Entry({ name, count, kind }: { name: string; count: number; kind: string }) {
  return (
    <div className={classes.entry} data-kind={kind}>
      <dt>{name}</dt>
      <dd>{formatNumber(count)}</dd>
    </div>
  );
}
