import { Anchor, Code, CopyButton, Paper, Table } from '@mantine/core';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { isEnded } from '@understudy/domain/runs/run';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatDateTime, formatNumber } from '../../app/format.ts';
import { useAvatar } from '../avatars/use-avatars.ts';
import { genresInWords } from './past-batches.tsx';

/** What a batch was asked for, by which it can be made again. */
export function BatchSettings({ batch }: { batch: AutoTrainBatch }) {
  const { run, ensemble, seed, cost } = batch;
  return (
    <Paper p={0}>
      <Table variant="vertical" layout="fixed">
        <Table.Tbody>
          <Row name="Genres">{genresInWords(batch.genres)}</Row>
          <Row name="Seed">
            <CopyButton value={String(seed)}>
              {({ copied, copy }) => (
                <Anchor component="button" type="button" size="sm" onClick={copy} title="Copy">
                  {copied ? 'Copied' : seed}
                </Anchor>
              )}
            </CopyButton>
          </Row>
          <Row name="Ensemble">
            {ensemble.map(({ model, weight }) => (weight === 1 ? model : `${model} × ${weight}`)).join(', ')}
          </Row>
          <Row name="Judge">{batch.judge_model ?? 'None'}</Row>
          <Row name="Calls at the same time">{formatNumber(batch.concurrency)}</Row>
          <Row name="Stored in memory">{storedInWords(batch)}</Row>
          {run.avatar_id !== null && (
            <Row name="Avatar">
              <AvatarLink avatarId={run.avatar_id} />
            </Row>
          )}
          <Row name="Prices of">{cost.price_date}</Row>
          <Row name="Started">{formatDateTime(run.created_at)}</Row>
          <Row name="Run and workflow ID">
            <Code>{run.id}</Code>
          </Row>
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function storedInWords({ store_in_memory: wanted, result, run }: AutoTrainBatch): string {
  if (result.stored_in_memory) return 'Yes';
  if (!wanted) return 'No';
  return isEnded(run.status) ? 'No, though asked for' : 'When all examples are there';
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={{ base: 130, xs: 190 }}>{name}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

function AvatarLink({ avatarId }: { avatarId: string }) {
  const avatar = useAvatar(avatarId);
  return (
    <Anchor component={Link} to={`/avatars/${avatarId}`} size="sm">
      {avatar.data?.name ?? 'Open the avatar'}
    </Anchor>
  );
}
