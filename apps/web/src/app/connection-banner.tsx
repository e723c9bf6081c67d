import { Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { authorizedFetch } from '../api/client.ts';
import { useReachable } from '../api/connection-store.ts';
import classes from './shell.module.css';

const probeIntervalMs = 2_000;

/** Says that the API does not answer, asks until it does, then reloads what the page shows. */
export function ConnectionBanner() {
  const reachable = useReachable();
  const queries = useQueryClient();

  useEffect(() => {
    if (reachable) return undefined;
    const probe = setInterval(() => {
      authorizedFetch('/healthz').then(
        () => queries.invalidateQueries(),
        () => undefined,
      );
    }, probeIntervalMs);
    return () => clearInterval(probe);
  }, [reachable, queries]);

  return (
    <div role="status" aria-live="polite">
      {!reachable && (
        <div className={classes.unreachable}>
          <Loader size={13} color="red" className={classes.bannerIcon} />
          Understudy is not answering. Trying again — nothing that is running is lost.
        </div>
      )}
    </div>
  );
}
