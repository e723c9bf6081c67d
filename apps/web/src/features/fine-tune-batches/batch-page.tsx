import { Anchor, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import {
  batchItemOutcomes,
  type BatchItemOutcome,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { isEnded } from '@understudy/domain/runs/run';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { ErrorState } from '../../app/error-state.tsx';
import { formatUsd } from '../../app/format-amounts.ts';
import { countOf } from '../../app/format.ts';
import { PageHeading } from '../../app/page-heading.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { When } from '../../app/when.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { BatchItems } from './batch-items.tsx';
import { outcomeLabel } from './outcome-badge.tsx';
import { useFineTuneBatch, useSteerBatch, type FineTuneBatch } from './use-fine-tune-batches.ts';

/** Fine-tunes of many avatars: how far they are, what has become of each, and what can be done. */
export function FineTuneBatchPage() {
  const { batchId = '' } = useParams();
  const query = useFineTuneBatch(batchId);
  useDocumentTitle(query.data === undefined ? null : 'Fine-tunes of many avatars');
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageSkeleton />;
  return <Batch batch={query.data} />;
}

function Batch({ batch }: { batch: FineTuneBatch }) {
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/fine-tune/analytics" size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> Fine-tuning
        </Group>
      </Anchor>
      <PageHeading
        title={`Fine-tunes of ${countOf(batch.items.length, 'avatar')}`}
        lead={
          <>
            On {batch.job.base_model} · about {formatUsd(batch.total_estimate)} · started{' '}
            <When iso={batch.created_at} />
          </>
        }
        actions={<RunStatusBadge status={batch.status} />}
      />
      <Standing batch={batch} />
      <BatchItems items={batch.items} />
    </Stack>
  );
}

/** How many avatars have come to what, and what can be done about it. */
function Standing({ batch }: { batch: FineTuneBatch }) {
  const { items } = batch;
  const count = (outcome: BatchItemOutcome) => batch.counts[outcome] ?? 0;
  const steer = useSteerBatch(batch.id);
  const [confirming, confirm] = useDisclosure(false);
  const ended = isEnded(batch.status);
  const settled = items.length - count('waiting') - count('started');
  const words = batchItemOutcomes.filter((outcome) => count(outcome) > 0);
  return (
    <Paper component="section" aria-label="Progress" p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="sm">
        <Text role="status">{batch.message}</Text>
        <Progress
          value={(100 * settled) / items.length}
          animated={!ended}
          aria-label="Avatars that have come to an end"
        />
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed">
            {words
              .map((outcome) => `${String(count(outcome))} ${outcomeLabel(outcome).toLowerCase()}`)
              .join(' · ')}
          </Text>
          {!ended && (
            <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={confirm.open}>
              Cancel batch
            </Button>
          )}
          {ended && count('completed') < items.length && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} />}
              loading={steer.isPending}
              onClick={() => steer.mutate('retry')}
            >
              Retry the others
            </Button>
          )}
        </Group>
      </Stack>
      <ConfirmModal
        opened={confirming}
        onClose={confirm.close}
        title="Cancel this batch?"
        action="Cancel batch"
        keep="Let it run"
        onConfirm={() => steer.mutate('cancel', { onSettled: confirm.close })}
        loading={steer.isPending}
      >
        Jobs that are under way are cancelled, too, at their provider as well. What they have trained so far
        may be billed. Models that are there stay.
      </ConfirmModal>
    </Paper>
  );
}
