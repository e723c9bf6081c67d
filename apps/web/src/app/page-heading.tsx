import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type PageHeadingProps = { title: string; lead?: ReactNode; actions?: ReactNode };

/** The title of a page, a sentence under it, and what can be done here. */
export function PageHeading({ title, lead, actions }: PageHeadingProps) {
  return (
    <Group justify="space-between" align="flex-end" gap="md">
      <Stack gap={6} miw={0}>
        <Title order={1}>{title}</Title>
        {lead !== undefined && (
          <Text c="dimmed" maw={720}>
            {lead}
          </Text>
        )}
      </Stack>
      {actions}
    </Group>
  );
}
