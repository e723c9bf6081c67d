import { Badge, EmptyState, Group, Paper, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import type { AutoTrainRejection } from '@understudy/domain/auto-train/auto-train-item';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { genreTitles } from '@understudy/domain/auto-train/genres';
import {
  rejectionReasons,
  rejectionReasonTitles,
  type RejectionReason,
} from '@understudy/domain/auto-train/rejection-reason';
import { useState } from 'react';
import { cannotShow } from '../../api/cannot-show.ts';
import choices from '../../app/choice-button.module.css';
import { ErrorState } from '../../app/error-state.tsx';
import figures from '../../app/figure.module.css';
import { formatNumber } from '../../app/format.ts';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { When } from '../../app/when.tsx';
import classes from './rejections.module.css';
import { useRejections } from './use-auto-train-batches.ts';

/** Attempts that gave no example: how many for which reason, and each with its beginning. */
export function Rejections({ batch }: { batch: AutoTrainBatch }) {
  const [reason, setReason] = useState<RejectionReason | null>(null);
  if (batch.counts.rejected === 0) return <NoneRejected />;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw="72ch">
        A rejected attempt is replaced by another one. An item fails only when all of its attempts were
        rejected.
      </Text>
      <div className={classes.reasons} role="group" aria-label="Reasons">
        {rejectionReasons.map((other) => {
          const count = batch.rejected_by_reason[other] ?? 0;
          if (count === 0) return null;
          return (
            <UnstyledButton
              key={other}
              className={`${choices.choice} ${classes.reason}`}
              aria-pressed={reason === other}
              onClick={() => setReason(reason === other ? null : other)}
            >
              <span className={`${figures.figure} ${classes.count}`}>{formatNumber(count)}</span>
              {rejectionReasonTitles[other]}
            </UnstyledButton>
          );
        })}
      </div>
      <RejectionList batchId={batch.id} reason={reason} />
    </Stack>
  );
}

function RejectionList({ batchId, reason }: { batchId: string; reason: RejectionReason | null }) {
  const rejections = useRejections(batchId, reason);
  if (cannotShow(rejections)) {
    return <ErrorState error={rejections.error} onRetry={() => void rejections.refetch()} />;
  }
  if (rejections.isPending) return <Skeleton h={120} radius="lg" />;
  return (
    <>
      <Stack gap="xs" component="ul" p={0} m={0} aria-label="Rejected attempts">
        {rejections.data.pages
          .flatMap((page) => page.items)
          .map((rejection) => (
            <RejectionRow key={rejection.id} rejection={rejection} />
          ))}
      </Stack>
      <NextPageButton query={rejections}>Show more</NextPageButton>
    </>
  );
}

function RejectionRow({ rejection }: { rejection: AutoTrainRejection }) {
  const title = rejectionReasonTitles[rejection.reason];
  return (
    <Paper component="li" p="md" className={classes.row}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600} size="sm">
            {title}
          </Text>
          <Badge variant="default">{genreTitles[rejection.genre]}</Badge>
        </Group>
        <Text size="xs" c="dimmed">
          Item {rejection.index + 1}, attempt {rejection.attempt} · <When iso={rejection.created_at} />
        </Text>
      </Group>
      {rejection.message !== `${title}.` && (
        <Text size="sm" c="dimmed" mt={4}>
          {rejection.message}
        </Text>
      )}
      {rejection.excerpt !== null && rejection.excerpt !== '' && (
        <blockquote className={classes.excerpt}>{rejection.excerpt}</blockquote>
      )}
    </Paper>
  );
}

function NoneRejected() {
  return (
    <EmptyState
      my="xl"
      variant="light"
      icon={<IconChecks stroke={1.5} />}
      title="Nothing was turned down"
      description="Every attempt so far gave an example worth keeping."
    />
  );
}
