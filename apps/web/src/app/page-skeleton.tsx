import { Group, Skeleton, Stack } from '@mantine/core';

/** What stands where a page will be while it loads. */
export function PageSkeleton() {
  return (
    <Stack gap="xl" role="status" aria-label="Loading">
      <Group justify="space-between">
        <Skeleton h={38} w={220} />
        <Skeleton h={36} w={120} />
      </Group>
      <Skeleton h={140} radius="lg" />
      <Skeleton h={140} radius="lg" />
    </Stack>
  );
}
