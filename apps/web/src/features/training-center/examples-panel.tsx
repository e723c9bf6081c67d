import { Group, Stack, Text } from '@mantine/core';
import type { TrainingCenterStats } from '@understudy/domain/training-center/contracts/training-center-stats';
import { useState } from 'react';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf } from '../../app/format.ts';
import { ClearExamples } from './clear-examples.tsx';
import { ExamplesTable } from './examples-table.tsx';
import { NoExamples } from './no-examples.tsx';
import { NothingFits } from './nothing-fits.tsx';
import { TableFilters } from './table-filters.tsx';
import { isFiltered, type TableView } from './table-view.ts';
import { useExamplePages } from './use-example-pages.ts';
import { useTableView } from './use-table-view.ts';

type ExamplesPanelProps = {
  /** Undefined while they are not known. */
  stats: TrainingCenterStats | undefined;
  onAdd: () => void;
};

/** All examples of a scope, to be searched, sorted, read, edited and removed. */
export function ExamplesPanel({ stats, onAdd }: ExamplesPanelProps) {
  const { view, setFilter, clearFilter, sortBy } = useTableView();
  const [pages, lookAt] = usePagesOf(view);
  const { rows, total, isOld, error, retry } = useExamplePages(view, pages);
  const filtered = isFiltered(view.filter);

  if (stats?.total_examples === 0 && !filtered) return <NoExamples onAdd={onAdd} />;
  return (
    <Stack gap="md">
      <TableFilters
        view={view}
        stats={stats}
        onFilter={setFilter}
        onSort={sortBy}
        onClear={filtered ? clearFilter : null}
      />
      <Group justify="space-between" mih={34}>
        <Text size="sm" c="dimmed" role="status">
          {isOld && 'Searching…'}
          {!isOld && total !== undefined && `${countOf(total, 'example')}${filtered ? ' found' : ''}`}
        </Text>
        {!filtered && !isOld && total !== undefined && (
          <ClearExamples avatarId={view.avatarId} total={total} />
        )}
      </Group>
      {error !== null && <ErrorState error={error} onRetry={retry} />}
      {error === null && total === 0 && !isOld && <NothingFits onClear={clearFilter} />}
      {error === null && (total !== 0 || isOld) && (
        <ExamplesTable
          key={JSON.stringify(view)}
          rows={rows}
          total={isOld ? undefined : total}
          sort={view.sort}
          order={view.order}
          onSort={sortBy}
          onLookAt={lookAt}
        />
      )}
    </Stack>
  );
}

/** The pages that are looked at; another view begins with its first. */
function usePagesOf(view: TableView): readonly [readonly number[], (pages: readonly number[]) => void] {
  const [looked, setLooked] = useState({ view, pages: firstPage });
  const pages = looked.view === view ? looked.pages : firstPage;
  return [pages, (seen) => setLooked({ view, pages: seen })];
}

const firstPage: readonly number[] = [0];
