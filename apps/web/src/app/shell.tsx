import { AppShell, Container } from '@mantine/core';
import { Suspense } from 'react';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { cannotShow } from '../api/cannot-show.ts';
import { useToken } from '../api/token-store.ts';
import { SignInPage } from '../features/session/sign-in-page.tsx';
import { useSession } from '../features/session/use-session.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ErrorState } from './error-state.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { ShellHeader } from './shell-header.tsx';
import classes from './shell.module.css';
import { SimulatedBanner } from './simulated-banner.tsx';

function Content() {
  const session = useSession();
  const token = useToken();
  if (session.isPending) return <PageSkeleton />;
  if (session.error?.status === 401) {
    return <SignInPage {...(token === null ? {} : { reason: session.error.message })} />;
  }
  if (cannotShow(session)) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Outlet />
    </Suspense>
  );
}

/** The frame of every page: who is signed in, where one can go, and whether the API answers. */
export function Shell() {
  const session = useSession();
  const navigation = useNavigation();
  return (
    <AppShell header={{ height: 64 }} padding={0}>
      <ScrollRestoration />
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <AppShell.Header className={classes.header} withBorder={false}>
        <ShellHeader session={session.data ?? null} />
      </AppShell.Header>
      <AppShell.Main className={classes.main}>
        <ConnectionBanner />
        <SimulatedBanner providers={session.data?.simulated_providers ?? []} />
        <Container
          component="div"
          id="content"
          tabIndex={-1}
          size="lg"
          className={classes.content}
          aria-busy={navigation.state !== 'idle'}
        >
          <Content />
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
