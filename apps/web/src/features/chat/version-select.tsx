import { Select } from '@mantine/core';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { usePromptVersions } from '../prompt-versions/use-prompt-versions.ts';

const activeVersion = 'active';

type VersionSelectProps = {
  avatar: Avatar;
  value: string | null;
  onChange: (versionId: string | null) => void;
};

/** Which version answers. Null is the active one, whichever that is. */
export function VersionSelect({ avatar, value, onChange }: VersionSelectProps) {
  const versions = usePromptVersions(avatar.id);
  const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
  const number = avatar.active_prompt_version_number;
  return (
    <Select
      label="Answers come from"
      w={280}
      allowDeselect={false}
      data={[
        {
          value: activeVersion,
          label: number === null ? 'The profile (no active version)' : `The active version (${number})`,
        },
        ...items.map((version) => ({ value: version.id, label: `Version ${version.version_number}` })),
      ]}
      value={value ?? activeVersion}
      onChange={(next) => onChange(next === activeVersion ? null : next)}
    />
  );
}
