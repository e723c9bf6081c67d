import { useMatches } from '@mantine/core';
import type {
  ExampleSort,
  TrainingExampleItem,
} from '@understudy/domain/training-center/contracts/list-examples';
import { useCallback, useRef, useState } from 'react';
import { ExampleRow } from './example-row.tsx';
import classes from './examples-table.module.css';
import { pageRows } from './page-range.ts';
import { TableHead } from './table-head.tsx';
import { useRemoval } from './use-removal.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowWindow } from './use-row-window.ts';

const headHeight = 40;

type ExamplesTableProps = {
  /** Those that are known, by the number of their row. */
  rows: ReadonlyMap<number, TrainingExampleItem>;
  /** Undefined until it is known: the table then has the rows of a page, to be filled. */
  total: number | undefined;
  sort: ExampleSort;
  order: 'asc' | 'desc';
  onSort: (sort: ExampleSort) => void;
  /** Told the pages of the rows that somebody looks at. */
  onLookAt: (pages: readonly number[]) => void;
};

/**
 * A table of any number of examples, of which only the rows near its window exist. What is not known yet is a row of
 * grey bars. By keyboard: arrows, Page Up and Down, Home and End move, Enter opens a row, Delete removes it.
 */
export function ExamplesTable({ rows, total = pageRows, sort, order, onSort, onLookAt }: ExamplesTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const [opened, setOpened] = useState<{ id: string; row: number } | null>(null);
  const rowHeight = useMatches({ base: 156, sm: 86 });
  const virtual = useRowWindow({
    scroller,
    count: total,
    rowHeight,
    headHeight,
    kept: [active, opened?.row].filter((row) => row !== undefined && row !== null),
    onLookAt,
  });
  const { focus, onKeyDown } = useRowKeys({
    table: scroller,
    total,
    scrollTo: virtual.scrollToIndex,
    onActive: setActive,
  });
  const remove = useRemoval();
  const toggle = useCallback(
    (row: number, id: string) => setOpened((now) => (now?.id === id ? null : { id, row })),
    [],
  );
  const close = useCallback(
    (row: number) => {
      setOpened(null);
      focus(row);
    },
    [focus],
  );

  return (
    <div
      ref={scroller}
      className={classes.table}
      role="grid"
      aria-label="Examples"
      aria-rowcount={total + 1}
      aria-colcount={6}
      onKeyDown={onKeyDown}
    >
      <TableHead sort={sort} order={order} onSort={onSort} />
      <div
        className={classes.rows}
        role="rowgroup"
        style={{ height: virtual.getTotalSize(), '--row-height': `${rowHeight}px` }}
      >
        {virtual.getVirtualItems().map((item) => {
          const example = rows.get(item.index);
          return (
            <ExampleRow
              key={item.index}
              ref={virtual.measureElement}
              row={item.index}
              top={item.start - headHeight}
              example={example}
              isActive={item.index === (active ?? 0)}
              isOpen={example !== undefined && example.id === opened?.id}
              onFocus={setActive}
              onToggle={toggle}
              onClose={close}
              onRemove={remove}
            />
          );
        })}
      </div>
    </div>
  );
}
