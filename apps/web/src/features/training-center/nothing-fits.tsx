import { Button, EmptyState } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';

/** What stands in place of the table when no example is as asked for. */
export function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      my="xl"
      variant="light"
      icon={<IconSearchOff stroke={1.5} />}
      title="No example is like that"
      description="Words have to occur in one of the texts, all of them; a phrase goes in quotation marks, and a minus excludes."
    >
      <EmptyState.Actions>
        <Button variant="default" onClick={onClear}>
          Show all
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
