import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ExampleSort } from '@understudy/domain/training-center/contracts/list-examples';
import { columns, sortTitles } from './table-columns.ts';
import classes from './examples-table.module.css';

type TableHeadProps = {
  sort: ExampleSort;
  order: 'asc' | 'desc';
  onSort: (sort: ExampleSort) => void;
};

/** The names of the columns; those that can be sorted by are buttons. */
export function TableHead({ sort, order, onSort }: TableHeadProps) {
  const Arrow = order === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.cells}>
        {columns.map(({ title, sort: own }) => {
          if (own === null) {
            return (
              <div key={title} role="columnheader">
                {title}
              </div>
            );
          }
          const isSorted = sort === own;
          return (
            <div
              key={title}
              role="columnheader"
              aria-sort={isSorted ? (order === 'asc' ? 'ascending' : 'descending') : 'none'}
            >
              <UnstyledButton
                className={classes.sort}
                data-sorted={isSorted}
                title={`Sort by ${sortTitles[own].toLowerCase()}`}
                onClick={() => onSort(own)}
              >
                {title}
                <Arrow size={14} className={classes.arrow} aria-hidden />
              </UnstyledButton>
            </div>
          );
        })}
      </div>
    </div>
  );
}
