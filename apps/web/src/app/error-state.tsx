import { Button, EmptyState } from '@mantine/core';
import { IconCloudOff, IconMoodEmpty, IconRefresh } from '@tabler/icons-react';
import { Link } from 'react-router';
import { toApiError } from '../api/api-error.ts';

type ErrorStateProps = {
  error: unknown;
  onRetry: () => void;
  /** Where to go on from what is not there; the avatars when left out. */
  elsewhere?: { to: string; label: string };
};

const avatars = { to: '/avatars', label: 'Go to avatars' };

/** Says why something could not be shown, in the API's words, and offers the way on: again, or elsewhere. */
export function ErrorState({ error, onRetry, elsewhere = avatars }: ErrorStateProps) {
  const { code, message } = toApiError(error);
  const missing = code === 'not_found';
  return (
    <EmptyState
      role="alert"
      my="xl"
      withIndicatorBackground
      icon={missing ? <IconMoodEmpty stroke={1.5} /> : <IconCloudOff stroke={1.5} />}
      title={missing ? 'This is not here' : 'This could not be loaded'}
      description={message}
    >
      <EmptyState.Actions>
        {missing ? (
          <Button component={Link} to={elsewhere.to} variant="default">
            {elsewhere.label}
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
            Try again
          </Button>
        )}
      </EmptyState.Actions>
    </EmptyState>
  );
}
