import { Container } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { NotificationBell } from '../features/notifications/notification-bell.tsx';
import type { Session } from '../features/session/use-session.ts';
import { UserMenu } from '../features/session/user-menu.tsx';
import classes from './shell.module.css';
import { ThemeToggle } from './theme-toggle.tsx';
import { Wordmark } from './wordmark.tsx';

/** The bar at the top: home, the places there are, news, light, and the person. */
export function ShellHeader({ session }: { session: Session | null }) {
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // On a phone there are more places than fit.
  useEffect(() => {
    nav.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname, session]);
  return (
    <Container size="lg" className={classes.headerInner}>
      <Link to="/" className={classes.home} aria-label="Understudy, home">
        <Wordmark />
      </Link>
      <nav ref={nav} className={classes.nav} aria-label="Main">
        {session !== null && (
          <>
            <NavLink to="/avatars" className={classes.navLink ?? ''}>
              Avatars
            </NavLink>
            <NavLink to="/auto-train" className={classes.navLink ?? ''}>
              Auto-train
            </NavLink>
            <NavLink to="/fine-tune/analytics" className={classes.navLink ?? ''}>
              Fine-tuning
            </NavLink>
            <NavLink to="/training-center" className={classes.navLink ?? ''}>
              Training center
            </NavLink>
            <NavLink to="/training-files" className={classes.navLink ?? ''}>
              Training files
            </NavLink>
            <NavLink to="/runs" className={classes.navLink ?? ''}>
              Runs
            </NavLink>
          </>
        )}
      </nav>
      <div className={classes.tools}>
        {session !== null && <NotificationBell />}
        <ThemeToggle />
        {session !== null && <UserMenu session={session} />}
      </div>
    </Container>
  );
}
