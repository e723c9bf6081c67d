import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useAvatars } from '../avatars/use-avatars.ts';
import { lengthOf } from './analytics-days.ts';
import type { useAnalyticsFilter } from './use-analytics.ts';

const periods = [7, 30, 90, 365] as const;
const allAvatars = 'all';

/** Which days are looked at, and whose. */
export function AnalyticsFilterFields({ use }: { use: ReturnType<typeof useAnalyticsFilter> }) {
  const { filter, change, fault, showLast } = use;
  const avatars = useAvatars().data?.pages.flatMap((page) => page.items) ?? [];
  const isToday = filter.to === new Date().toLocaleDateString('sv-SE');
  return (
    <Group gap="md" align="flex-end" role="search" aria-label="What is shown">
      <Select
        label="Avatar"
        w={{ base: '100%', xs: 220 }}
        allowDeselect={false}
        searchable={avatars.length > 12}
        data={[
          { value: allAvatars, label: 'All avatars' },
          ...avatars.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={filter.avatarId ?? allAvatars}
        onChange={(value) => change({ avatarId: value === allAvatars ? null : value })}
      />
      <TextInput
        type="date"
        label="From"
        value={filter.from}
        error={fault !== null}
        onChange={({ currentTarget: { value } }) => value !== '' && change({ from: value })}
      />
      <TextInput
        type="date"
        label="To"
        value={filter.to}
        error={fault}
        onChange={({ currentTarget: { value } }) => value !== '' && change({ to: value })}
      />
      <SegmentedControl
        aria-label="Last days"
        data={periods.map((days) => ({ value: String(days), label: `${days} days` }))}
        value={isToday ? String(lengthOf(filter)) : ''}
        onChange={(value) => showLast(Number(value))}
      />
    </Group>
  );
}
