import { Button, EmptyState } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { toApiError } from '../api/api-error.ts';

/** Says why something could not be shown, in the API's words, and offers to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <EmptyState
      role="alert"
      my="xl"
      withIndicatorBackground
      icon={<IconCloudOff stroke={1.5} />}
      title="This could not be loaded"
      description={toApiError(error).message}
    >
      <EmptyState.Actions>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          Try again
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
