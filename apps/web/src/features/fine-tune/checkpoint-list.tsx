import { Badge, Button, Paper, Skeleton, Table, Text } from '@mantine/core';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import type { FineTuneCheckpoint } from '@understudy/domain/fine-tune/contracts/job-details';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatNumber, formatShare } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import classes from './job-tables.module.css';
import type { useCheckpoints } from './use-fine-tune-jobs.ts';
import { useActivateModel, useTunedModel } from './use-tuned-model.ts';

type CheckpointListProps = { job: FineTuneJob; query: ReturnType<typeof useCheckpoints> };

/** On a phone the table is scrolled sideways, which has to be possible by keyboard. */
const reachable = { viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Checkpoints, to scroll' } };

/** The model as it was in the middle of the training, each of which can answer as well. */
export function CheckpointList({ job, query }: CheckpointListProps) {
  const active = useTunedModel(job.avatar_id).data;
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton h={120} role="status" aria-label="Loading checkpoints" />;
  const { items } = query.data;
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No checkpoint yet. Providers keep one after each epoch; an earlier one may answer better than the
        last.
      </Text>
    );
  }
  const nameInUse = active?.use_fine_tuned_model === true ? active.active_fine_tuned_model : null;
  return (
    <Paper p={0}>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={reachable}>
        <Table className={classes.table ?? ''} aria-label="Checkpoints">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Step</Table.Th>
              <Table.Th>Training loss</Table.Th>
              <Table.Th>Validation loss</Table.Th>
              <Table.Th>Accuracy</Table.Th>
              <Table.Th>Kept</Table.Th>
              <Table.Th aria-label="Use" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((checkpoint) => (
              <Row key={checkpoint.id} checkpoint={checkpoint} job={job} nameInUse={nameInUse} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

type RowProps = { checkpoint: FineTuneCheckpoint; job: FineTuneJob; nameInUse: string | null };

function Row({ checkpoint, job, nameInUse }: RowProps) {
  const { metrics, fine_tuned_model_checkpoint: name, step_number: step } = checkpoint;
  const accuracy = metrics.full_valid_mean_token_accuracy ?? metrics.valid_mean_token_accuracy;
  return (
    <Table.Tr>
      <Table.Td>{formatNumber(step)}</Table.Td>
      <Table.Td>{loss(metrics.train_loss)}</Table.Td>
      <Table.Td>{loss(metrics.full_valid_loss ?? metrics.valid_loss)}</Table.Td>
      <Table.Td>{accuracy === null ? '—' : formatShare(accuracy)}</Table.Td>
      <Table.Td>
        <When iso={checkpoint.created_at} />
      </Table.Td>
      <Table.Td ta="end">
        {name === null ? (
          <Text size="xs" c="dimmed">
            cannot answer by itself
          </Text>
        ) : (
          <Use name={name} checkpoint={checkpoint} job={job} isInUse={name === nameInUse} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

type UseProps = { name: string; checkpoint: FineTuneCheckpoint; job: FineTuneJob; isInUse: boolean };

function Use({ name, checkpoint, job, isInUse }: UseProps) {
  const activate = useActivateModel(job.avatar_id);
  if (isInUse) {
    return (
      <Badge variant="light" color="teal">
        Active
      </Badge>
    );
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      title={name}
      aria-label={`Activate the checkpoint of step ${checkpoint.step_number}`}
      loading={activate.isPending}
      onClick={() => activate.mutate({ jobId: job.id, checkpointId: checkpoint.id })}
    >
      Activate
    </Button>
  );
}

function loss(value: number | null): string {
  return value === null ? '—' : value.toFixed(3);
}
