import { Container } from '@mantine/core';
import { useRouteError } from 'react-router';
import { ErrorState } from './error-state.tsx';

/** What stands in for a page that failed to render or whose code could not be fetched. */
export function RouteError() {
  const error = useRouteError();
  return (
    <Container size="lg" py={64}>
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </Container>
  );
}
