import { Alert, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { FineTuneBatchEstimate } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { cannotShow } from '../../api/cannot-show.ts';
import { toApiError } from '../../api/api-error.ts';
import figures from '../../app/figure.module.css';
import { formatUsd } from '../../app/format-amounts.ts';
import { countOf } from '../../app/format.ts';
import classes from './batch-estimate.module.css';
import type { BatchForm } from './use-batch-form.ts';

/** Who of the avatars can be trained, who cannot and why, and what all of it costs. */
export function BatchEstimate({ estimate: { query, isCurrent } }: Pick<BatchForm, 'estimate'>) {
  if (cannotShow(query)) {
    return (
      <Alert color="orange" icon={<IconAlertCircle />} title="There is no estimate">
        {toApiError(query.error).message}
      </Alert>
    );
  }
  if (query.data === undefined) return <Skeleton h={260} role="status" aria-label="Estimating" />;
  return (
    <Stack gap="md" aria-busy={!isCurrent} data-current={isCurrent}>
      <Figures estimate={query.data} />
    </Stack>
  );
}

function Figures({ estimate }: { estimate: FineTuneBatchEstimate }) {
  const { items, eligible, total_estimate: total } = estimate;
  const leftOut = items.length - eligible;
  return (
    <>
      <div>
        <Text size="xs" c="dimmed" fw={600}>
          Estimated cost of all
        </Text>
        <div className={`${figures.figure} ${classes.total}`}>{formatUsd(total)}</div>
        <Text size="xs" c="dimmed">
          {countOf(eligible, 'avatar')} can be trained
          {leftOut > 0 && `, ${String(leftOut)} cannot yet and ${leftOut === 1 ? 'is' : 'are'} left out`}
        </Text>
      </div>
      <ul className={classes.avatars} aria-label="Avatars of this batch" tabIndex={0}>
        {items.map((item) => (
          <li key={item.avatar_id}>
            <span>{item.avatar_name}</span>
            <span className={classes.cost}>
              {item.estimated_cost === null ? 'left out' : formatUsd(item.estimated_cost)}
            </span>
            {!item.eligibility.eligible && (
              <span className={classes.reason}>{item.eligibility.recommendation}</span>
            )}
          </li>
        ))}
      </ul>
      {estimate.assumptions.length > 0 && (
        <details>
          <Text component="summary" size="xs" c="dimmed">
            {countOf(estimate.assumptions.length, 'assumption')}
          </Text>
          <List size="xs" spacing={4} c="dimmed" mt={6}>
            {estimate.assumptions.map((assumption) => (
              <List.Item key={assumption}>{assumption}</List.Item>
            ))}
          </List>
        </details>
      )}
    </>
  );
}
