import { Button, EmptyState, Title } from '@mantine/core';
import { IconMasksTheater } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useDocumentTitle } from './use-document-title.ts';

/** What an unknown address shows. */
export function NotFoundPage() {
  useDocumentTitle('Not found');
  return (
    <EmptyState
      my={64}
      size="lg"
      variant="light"
      icon={<IconMasksTheater stroke={1.4} />}
      title={
        <Title order={1} size="h2">
          Nobody is on this stage
        </Title>
      }
      description="There is no page at this address. It may have been deleted, or the link is incomplete."
    >
      <EmptyState.Actions>
        <Button component={Link} to="/avatars">
          Go to avatars
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
