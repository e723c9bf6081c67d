import { Alert, Anchor, Badge, Group, Stack } from '@mantine/core';
import { IconAlertCircle, IconArrowLeft, IconMasksTheater } from '@tabler/icons-react';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf } from '../../app/format.ts';
import { PageHeading } from '../../app/page-heading.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { When } from '../../app/when.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { BatchPanel } from './batch-panel.tsx';
import { BatchResult } from './batch-result.tsx';
import { BatchTabs } from './batch-tabs.tsx';
import { genresInWords } from './past-batches.tsx';
import { RaiseCap } from './raise-cap.tsx';
import { useAutoTrainBatch } from './use-auto-train-batches.ts';
import { useLiveBatch } from './use-live-batch.ts';

/** One batch: live while it runs, its results and every example when it is done. */
export function BatchPage() {
  const { batchId = '' } = useParams();
  const query = useAutoTrainBatch(batchId);
  useDocumentTitle(query.data === undefined ? null : query.data.run.title);
  if (cannotShow(query)) {
    const elsewhere = { to: '/auto-train', label: 'Go to auto-train' };
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} elsewhere={elsewhere} />;
  }
  if (query.data === undefined) return <PageSkeleton />;
  return <LiveBatch key={batchId} known={query.data} />;
}

function LiveBatch({ known }: { known: AutoTrainBatch }) {
  const { batch = known, examples, connected } = useLiveBatch(known.id, known.run.id, known.run.attempt);
  const { run } = batch;
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/auto-train" size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> All batches
        </Group>
      </Anchor>
      <PageHeading
        title={countOf(batch.num_examples, 'example')}
        lead={
          <>
            {genresInWords(batch.genres)} · started <When iso={run.created_at} />
            {run.attempt > 1 && ` · attempt ${run.attempt}`}
          </>
        }
        actions={
          <Group gap="xs">
            {run.simulated_provider && (
              <Badge variant="default" leftSection={<IconMasksTheater size={13} aria-hidden />}>
                Simulated provider
              </Badge>
            )}
            <RunStatusBadge status={run.status} />
          </Group>
        }
      />
      {run.status === 'budget_paused' && <RaiseCap batch={batch} />}
      {run.error !== null && run.status !== 'budget_paused' && (
        <Alert color="red" icon={<IconAlertCircle />} title="Why it stopped" role="alert">
          {run.error.message}
        </Alert>
      )}
      <BatchPanel batch={batch} connected={connected} />
      <BatchResult batch={batch} examples={examples} />
      <BatchTabs batch={batch} examples={examples} />
    </Stack>
  );
}
