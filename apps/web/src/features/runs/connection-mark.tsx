import { Text } from '@mantine/core';
import classes from './connection-mark.module.css';

/** Says whether the events of a run are coming in. */
export function ConnectionMark({ connected }: { connected: boolean }) {
  return (
    <Text size="xs" c="dimmed" className={classes.connection} data-connected={connected} role="status">
      {connected ? 'Live' : 'Connecting…'}
    </Text>
  );
}
