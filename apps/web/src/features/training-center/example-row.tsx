import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import { memo, type KeyboardEvent, type Ref } from 'react';
import { formatNumber } from '../../app/format.ts';
import { ExampleCells } from './example-cells.tsx';
import { ExampleEditor } from './example-editor.tsx';
import classes from './examples-table.module.css';

type ExampleRowProps = {
  ref: Ref<HTMLDivElement>;
  /** Number in the list as it is sorted and filtered, from 0. */
  row: number;
  /** Pixels from the first row. */
  top: number;
  /** Undefined until it is known. */
  example: TrainingExampleItem | undefined;
  /** Whether Tab leads to it. */
  isActive: boolean;
  isOpen: boolean;
  onFocus: (row: number) => void;
  onToggle: (row: number, id: string) => void;
  onClose: (row: number) => void;
  onRemove: (example: TrainingExampleItem) => void;
};

/**
 * A row of the table: what is known of an example, and, when it is open, everything about it to be edited. While the table
 * is scrolled, rows that stay are not rendered anew.
 */
export const ExampleRow = memo(function ExampleRow({
  ref,
  row,
  top,
  example,
  isActive,
  isOpen,
  onFocus,
  onToggle,
  onClose,
  onRemove,
}: ExampleRowProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || example === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onToggle(row, example.id);
    }
    if (event.key === 'Delete') onRemove(example);
  };
  return (
    <div
      ref={ref}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      role="row"
      data-index={row}
      aria-rowindex={row + 2}
      data-open={isOpen}
      aria-busy={example === undefined}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => onFocus(row)}
      onKeyDown={onKeyDown}
    >
      {example === undefined ? (
        <WaitingCells row={row} />
      ) : (
        <ExampleCells
          example={example}
          isOpen={isOpen}
          isReachable={isActive}
          onToggle={() => onToggle(row, example.id)}
          onRemove={() => onRemove(example)}
        />
      )}
      {example !== undefined && isOpen && (
        <div role="gridcell" className={classes.opened}>
          <ExampleEditor key={example.id} example={example} onClose={() => onClose(row)} />
        </div>
      )}
    </div>
  );
});

function WaitingCells({ row }: { row: number }) {
  return (
    <div className={classes.cells} role="gridcell" aria-label={`Row ${row + 1} is loading`}>
      <span className={classes.number}>{formatNumber(row + 1)}</span>
      <span className={classes.waiting} />
      <span className={classes.waiting} />
    </div>
  );
}
