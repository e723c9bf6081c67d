import { Checkbox, Group, Radio, SimpleGrid, Stack } from '@mantine/core';
import type { ImportChoices } from './import-choices.ts';

type ImportOptionsProps = { choices: ImportChoices; onChange: (choices: ImportChoices) => void };

/** What is done with bad records and with those that are there already. */
export function ImportOptions({ choices, onChange }: ImportOptionsProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Radio.Group
        label="When a record is wrong"
        value={choices.mode}
        onChange={(mode) =>
          onChange({ ...choices, mode: mode === 'all_or_nothing' ? 'all_or_nothing' : 'partial' })
        }
      >
        <Stack gap={6} mt={6}>
          <Radio value="partial" label="Import the good ones" />
          <Radio value="all_or_nothing" label="Import all or nothing" />
        </Stack>
      </Radio.Group>
      <Checkbox.Group
        label="What is there already"
        value={[
          ...(choices.duplicates === 'skip' ? ['duplicates'] : []),
          ...(choices.near_duplicates === 'skip' ? ['near_duplicates'] : []),
        ]}
        onChange={(skipped) =>
          onChange({
            ...choices,
            duplicates: skipped.includes('duplicates') ? 'skip' : 'keep',
            near_duplicates: skipped.includes('near_duplicates') ? 'skip' : 'keep',
          })
        }
      >
        <Group gap={6} mt={6} align="flex-start" style={{ flexDirection: 'column' }}>
          <Checkbox value="duplicates" label="Skip duplicates" />
          <Checkbox value="near_duplicates" label="Skip near duplicates" />
        </Group>
      </Checkbox.Group>
    </SimpleGrid>
  );
}
