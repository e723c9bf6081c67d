import { Select } from '@mantine/core';
import { useAvatars } from '../avatars/use-avatars.ts';

type AvatarScopeProps = { value: string | null; onChange: (avatarId: string | null) => void };

const all = 'all';

/** Whose examples the page is about: those of all avatars, or of one. */
export function AvatarScope({ value, onChange }: AvatarScopeProps) {
  const avatars = useAvatars();
  const items = avatars.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0 && value === null) return null;
  return (
    <Select
      aria-label="Examples of"
      w={220}
      allowDeselect={false}
      searchable={items.length > 8}
      data={[
        { value: all, label: 'All examples' },
        ...items.map(({ id, name }) => ({ value: id, label: `For ${name}` })),
      ]}
      value={value ?? all}
      onChange={(chosen) => onChange(chosen === all ? null : chosen)}
    />
  );
}
