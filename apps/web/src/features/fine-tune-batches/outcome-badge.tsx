import { Badge } from '@mantine/core';
import type { BatchItemOutcome } from '@understudy/domain/fine-tune-batches/fine-tune-batch';

const looks: Record<BatchItemOutcome, { label: string; color: string }> = {
  waiting: { label: 'Waiting', color: 'gray' },
  started: { label: 'Training', color: 'footlight' },
  completed: { label: 'Has a model', color: 'teal' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
  left_out: { label: 'Left out', color: 'orange' },
};

/** What an outcome is called in front of people. */
export function outcomeLabel(outcome: BatchItemOutcome): string {
  return looks[outcome].label;
}

/** What has become of an avatar of a batch, as a word on a colour. */
export function OutcomeBadge({ outcome }: { outcome: BatchItemOutcome }) {
  const { label, color } = looks[outcome];
  return (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  );
}
