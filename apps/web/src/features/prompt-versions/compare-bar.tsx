import { Button, Group, Select } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { useState } from 'react';
import { useNavigate } from 'react-router';

type CompareBarProps = { avatarId: string; versions: readonly PromptVersion[] };

/** Chooses two versions to compare; the two newest to begin with, the older one first. */
export function CompareBar({ avatarId, versions }: CompareBarProps) {
  const navigate = useNavigate();
  const [first, setFirst] = useState(versions[1]?.id ?? null);
  const [second, setSecond] = useState(versions[0]?.id ?? null);
  const options = versions.map((version) => ({
    value: version.id,
    label: `Version ${version.version_number}${version.is_active ? ' (active)' : ''}`,
  }));
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label="Compare"
        w={180}
        data={options}
        value={first}
        onChange={setFirst}
        allowDeselect={false}
      />
      <Select label="with" w={180} data={options} value={second} onChange={setSecond} allowDeselect={false} />
      <Button
        variant="default"
        leftSection={<IconArrowsDiff size={17} />}
        disabled={first === null || second === null || first === second}
        onClick={() => void navigate(`/avatars/${avatarId}/prompt-versions/${first}/compare/${second}`)}
      >
        Compare
      </Button>
    </Group>
  );
}
