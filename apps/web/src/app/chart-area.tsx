import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';

type ChartAreaProps = {
  /** Pixels that the charts take, kept free while their code is fetched. */
  height: number;
  children: ReactNode;
};

/** Where lazy charts are drawn. One that cannot be loaded or drawn leaves the rest of the page as it is. */
export function ChartArea({ height, children }: ChartAreaProps) {
  return (
    <ErrorBoundary fallback={<ChartFault height={height} />}>
      <Suspense fallback={<Skeleton h={height} />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function ChartFault({ height }: { height: number }) {
  return (
    <Stack role="alert" mih={height} align="center" justify="center" gap="xs">
      <Text c="dimmed" size="sm">
        The chart could not be loaded.
      </Text>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconRefresh size={14} />}
        onClick={() => window.location.reload()}
      >
        Reload the page
      </Button>
    </Stack>
  );
}
