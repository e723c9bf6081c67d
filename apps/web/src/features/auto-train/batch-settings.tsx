import { Anchor, Code, CopyButton, Paper, Table } from '@mantine/core';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatDateTime } from '../../app/format.ts';
import { useAvatar } from '../avatars/use-avatars.ts';
import { genresInWords } from './past-batches.tsx';

/** What a batch was asked for, by which it can be made again. */
export function BatchSettings({ batch }: { batch: AutoTrainBatch }) {
  const { run, ensemble, seed, cost, result } = batch;
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
          <Row name="Stored in memory">{result.stored_in_memory ? 'Yes' : 'No'}</Row>
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
