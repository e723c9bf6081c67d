import { Button, Checkbox, Text, VisuallyHidden } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconClock, IconEye } from '@tabler/icons-react';
import type { ChecklistItem } from '@understudy/domain/training-files/quality-checklist';
import type { ComponentType, ReactNode } from 'react';
import classes from './checklist.module.css';

type Status = ChecklistItem['status'];

const signs: Record<Status, { icon: ComponentType<{ size: number; stroke: number }>; word: string }> = {
  passed: { icon: IconCircleCheck, word: 'Passed' },
  failed: { icon: IconCircleX, word: 'Open' },
  pending: { icon: IconClock, word: 'Not checked yet' },
  manual: { icon: IconEye, word: 'For you to check' },
};

/** Points that more conversations can close. */
const closedByConversations: ReadonlySet<ChecklistItem['code']> = new Set([
  'conversation_count',
  'quality_scores',
  'scaffolding_balance',
  'training_pairs',
]);

type ChecklistProps = {
  items: readonly ChecklistItem[];
  onAdd: () => void;
  /** Whether the person has read the sample pairs of the artefact there is. */
  reviewed: boolean;
  onReviewed: (reviewed: boolean) => void;
};

/** The points to look at before a file is used, each with what was found and what to do about it. */
export function Checklist({ items, onAdd, reviewed, onReviewed }: ChecklistProps) {
  return (
    <ul className={classes.list} aria-label="Quality control checklist">
      {items.map((item) => (
        <Point
          key={item.code}
          item={item}
          status={item.status === 'manual' && reviewed ? 'passed' : item.status}
        >
          {item.status === 'failed' && closedByConversations.has(item.code) && (
            <Button size="compact-sm" variant="default" onClick={onAdd}>
              Add conversations
            </Button>
          )}
          {item.status === 'manual' && (
            <Checkbox
              size="sm"
              label="I have read them"
              checked={reviewed}
              onChange={(event) => onReviewed(event.currentTarget.checked)}
            />
          )}
        </Point>
      ))}
    </ul>
  );
}

type PointProps = { item: ChecklistItem; status: Status; children: ReactNode };

function Point({ item: { title, detail, recommended }, status, children }: PointProps) {
  const { icon: Icon, word } = signs[status];
  return (
    <li className={classes.item} data-status={status}>
      <span className={classes.sign} data-status={status}>
        <Icon size={22} stroke={1.7} />
        <VisuallyHidden>{word}:</VisuallyHidden>
      </span>
      <div>
        <Text size="sm" fw={600}>
          {title}
          {recommended !== null && (
            <Text span size="xs" c="dimmed" fw={400}>
              {' '}
              · recommended {recommended}
            </Text>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      </div>
      <div className={classes.action}>{children}</div>
    </li>
  );
}
