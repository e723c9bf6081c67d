import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What the button needs of an infinite query. */
type Pages = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => Promise<unknown>;
};

/** Below a list that comes page by page: asks for the next page, where there is one, and says why none came. */
export function NextPageButton({ query, children }: { query: Pages; children: ReactNode }) {
  if (!query.hasNextPage) return null;
  return (
    <Stack gap="xs">
      {query.isFetchNextPageError && (
        <Text size="sm" c="red" ta="center" role="alert">
          {query.error?.message}
        </Text>
      )}
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {children}
      </Button>
    </Stack>
  );
}
