import { ActionIcon, Button, Collapse, Group, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsSort, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { exampleSorts, type ExampleSort } from '@understudy/domain/training-center/contracts/list-examples';
import type { TrainingCenterStats } from '@understudy/domain/training-center/contracts/training-center-stats';
import { FilterFields } from './filter-fields.tsx';
import { sortTitles } from './table-columns.ts';
import { isFiltered, type FilterChange, type TableView } from './table-view.ts';
import { useTypedValue } from './use-typed-value.ts';

/** After this pause in typing, the words are searched for. */
const typingMs = 250;

type TableFiltersProps = {
  view: TableView;
  stats: TrainingCenterStats | undefined;
  onFilter: (change: FilterChange) => void;
  onSort: (sort: ExampleSort) => void;
  /** Null where nothing is filtered. */
  onClear: (() => void) | null;
};

/** What of the examples is shown: words to search for, and everything else on demand. */
export function TableFilters({ view, stats, onFilter, onSort, onClear }: TableFiltersProps) {
  const { search, ...others } = view.filter;
  const [opened, { toggle }] = useDisclosure(isFiltered(others));
  return (
    <Stack gap="sm" component="search" aria-label="Filter examples">
      <Group gap="xs" wrap="nowrap">
        <SearchField value={search ?? ''} onSearch={(words) => onFilter({ search: words })} />
        <Button
          variant={isFiltered(others) ? 'light' : 'default'}
          leftSection={<IconFilter size={16} />}
          aria-expanded={opened}
          onClick={toggle}
          flex="none"
        >
          Filter
        </Button>
        {onClear !== null && (
          <ActionIcon variant="subtle" color="gray" size={36} aria-label="Clear filters" onClick={onClear}>
            <IconX size={17} />
          </ActionIcon>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap" hiddenFrom="sm">
        <Select
          aria-label="Sort by"
          flex={1}
          allowDeselect={false}
          data={exampleSorts.map((value) => ({ value, label: sortTitles[value] }))}
          value={view.sort}
          onChange={(chosen) => {
            const sort = exampleSorts.find((one) => one === chosen);
            if (sort !== undefined && sort !== view.sort) onSort(sort);
          }}
        />
        <ActionIcon
          variant="default"
          size={36}
          aria-label={view.order === 'asc' ? 'Sort downwards' : 'Sort upwards'}
          onClick={() => onSort(view.sort)}
        >
          <IconArrowsSort size={17} />
        </ActionIcon>
      </Group>
      <Collapse expanded={opened}>
        <FilterFields filter={view.filter} stats={stats} onFilter={onFilter} />
      </Collapse>
    </Stack>
  );
}

type SearchFieldProps = { value: string; onSearch: (words: string | undefined) => void };

function SearchField({ value, onSearch }: SearchFieldProps) {
  const [typed, type] = useTypedValue(
    value,
    (text) => onSearch(text.trim() === '' ? undefined : text.trim()),
    typingMs,
  );
  return (
    <TextInput
      type="search"
      aria-label="Search examples"
      placeholder="Search all texts: words, “a phrase”, -without"
      flex={1}
      maxLength={200}
      leftSection={<IconSearch size={16} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
