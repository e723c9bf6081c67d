import { ActionIcon, Badge, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconTool, IconTrash } from '@tabler/icons-react';
import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import { characterCount } from '@understudy/domain/training-center/quality/text-length';
import { countOf, formatNumber } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import classes from './examples-table.module.css';
import { FindingMarks } from './finding-marks.tsx';

type ExampleCellsProps = {
  example: TrainingExampleItem;
  isOpen: boolean;
  /** Whether Tab leads to its buttons. */
  isReachable: boolean;
  onToggle: () => void;
  onRemove: () => void;
};

/** What a row says of an example before it is opened. */
export function ExampleCells({ example, isOpen, isReachable, onToggle, onRemove }: ExampleCellsProps) {
  const { index, instruction, context, response, quality_score: quality } = example;
  const tabIndex = isReachable ? 0 : -1;
  return (
    <div className={classes.cells} role="presentation">
      <div role="gridcell" className={classes.number}>
        {formatNumber(index + 1)}
      </div>
      <div role="gridcell" className={classes.text}>
        <UnstyledButton
          className={classes.open}
          tabIndex={tabIndex}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Close' : 'Edit'} example ${formatNumber(index + 1)}`}
          onClick={onToggle}
        />
        <p className={classes.clamped}>{instruction === '' ? <em>No question</em> : instruction}</p>
        {context !== null && <p className={classes.note}>{context}</p>}
      </div>
      <div role="gridcell" className={classes.text}>
        <p className={classes.clamped}>{response === '' ? <em>Empty</em> : response}</p>
        <p className={classes.note}>
          <Facts example={example} />
        </p>
      </div>
      <div role="gridcell" className={classes.figure}>
        {formatNumber(characterCount(response))}
      </div>
      <div role="gridcell" className={classes.figure}>
        {quality.toFixed(2)}
      </div>
      <div role="gridcell" className={classes.last}>
        <span className={classes.added}>
          <When iso={example.created_at} />
        </span>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.action ?? ''}
          tabIndex={tabIndex}
          aria-label={`Remove example ${formatNumber(index + 1)}`}
          onClick={onRemove}
        >
          <IconTrash size={17} stroke={1.7} />
        </ActionIcon>
        <IconChevronDown size={16} className={classes.chevron} data-opened={isOpen} aria-hidden />
      </div>
    </div>
  );
}

function Facts({ example }: { example: TrainingExampleItem }) {
  const { findings, kind, turns, has_tools: hasTools, source, pattern_type: pattern } = example;
  return (
    <>
      <FindingMarks codes={findings} />
      {kind === 'preference' && (
        <Badge size="xs" variant="light" color="blue">
          Pair
        </Badge>
      )}
      {turns > 2 && <span>{countOf(turns, 'turn')}</span>}
      {hasTools && <IconTool size={13} aria-label="With tools" />}
      <span className={classes.labels}>
        {source} · {pattern}
      </span>
    </>
  );
}
