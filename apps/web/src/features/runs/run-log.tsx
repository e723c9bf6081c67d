import { Box, Group, Text } from '@mantine/core';
import type { RunEvent } from '@understudy/domain/runs/run-event';
import { useEffect, useRef } from 'react';
import { formatTime } from '../../app/format.ts';
import { ConnectionMark } from './connection-mark.tsx';
import classes from './run-log.module.css';

/** A person who is this close to the end, in pixels, wants to follow it. */
const followWithin = 40;

type RunLogProps = { events: readonly RunEvent[]; connected: boolean; over: boolean };

/** The log of a run. It follows its own end, unless somebody has scrolled up to read. */
export function RunLog({ events, connected, over }: RunLogProps) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [events]);

  return (
    <Box>
      <Group justify="space-between" mb={6}>
        <Text fw={600} size="sm" id="run-log">
          Log
        </Text>
        {!over && <ConnectionMark connected={connected} />}
      </Group>
      <div
        ref={box}
        className={classes.log}
        role="log"
        aria-labelledby="run-log"
        // A scrolling region has to be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          follows.current = scrollHeight - scrollTop - clientHeight < followWithin;
        }}
      >
        {events.length === 0 && <span className={classes.empty}>Nothing yet.</span>}
        {events.map((event) => (
          <div key={event.sequence} className={classes.line} data-level={event.level}>
            <time dateTime={event.created_at} className={classes.time}>
              {formatTime(event.created_at)}
            </time>
            <span className={classes.level}>{event.level === 'info' ? '' : `${event.level}: `}</span>
            <span>{event.message}</span>
          </div>
        ))}
      </div>
    </Box>
  );
}
