import { Group, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { enrichmentStatuses } from '@understudy/domain/enrichment/enrichment-status';
import { useAvatars } from '../avatars/use-avatars.ts';
import { enrichmentLabel } from './enrichment-badge.tsx';
import type { ConversationFilter } from './use-conversations.ts';

type ConversationFiltersProps = {
  filter: ConversationFilter;
  onChange: (part: Partial<ConversationFilter>) => void;
};

/** Narrows a list of conversations by avatar, by enrichment, and by a part of the title or the file name. */
export function ConversationFilters({ filter, onChange }: ConversationFiltersProps) {
  const avatars = useAvatars();
  const items = avatars.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Group gap="sm" grow preventGrowOverflow={false} role="search" aria-label="Filter conversations">
      <TextInput
        type="search"
        aria-label="Title or file"
        placeholder="Part of the title or file"
        leftSection={<IconSearch size={16} />}
        maxLength={200}
        value={filter.search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
      />
      <Select
        aria-label="Avatar"
        placeholder="All avatars"
        clearable
        value={filter.avatarId}
        onChange={(avatarId) => onChange({ avatarId })}
        data={items.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        aria-label="Enrichment"
        placeholder="Any enrichment"
        clearable
        value={filter.status}
        onChange={(value) =>
          onChange({ status: enrichmentStatuses.find((status) => status === value) ?? null })
        }
        data={enrichmentStatuses.map((status) => ({ value: status, label: enrichmentLabel(status) }))}
      />
    </Group>
  );
}
