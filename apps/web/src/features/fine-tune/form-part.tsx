import { Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A titled part of a form. */
export function FormPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" aria-label={title} p={{ base: 'md', sm: 'xl' }}>
      <Title order={2} size="h3" mb="md">
        {title}
      </Title>
      <Stack gap="lg">{children}</Stack>
    </Paper>
  );
}
