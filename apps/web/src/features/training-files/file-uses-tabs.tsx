import { Stack, Tabs, Text } from '@mantine/core';
import sliding from '../../app/sliding-tabs.module.css';
import { CopyableCode } from './copyable-code.tsx';
import { usesOf } from './file-uses.ts';

/** How the downloaded file is handed to a trainer. */
export function FileUsesTabs({ fileName }: { fileName: string }) {
  const uses = usesOf(fileName);
  return (
    <Tabs defaultValue={uses[0]?.value ?? null} classNames={{ tab: sliding.tab ?? '' }}>
      <Tabs.List aria-label="Trainers" className={sliding.tabs ?? ''}>
        {uses.map(({ value, title }) => (
          <Tabs.Tab key={value} value={value}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {uses.map(({ value, title, note, code }) => (
        <Tabs.Panel key={value} value={value} pt="md">
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {note}
            </Text>
            <CopyableCode label={`Python for ${title}`} code={code} />
          </Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
