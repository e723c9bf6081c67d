import type { RunEvent } from '@understudy/domain/runs/run-event';
import { useEffect, useRef, useState } from 'react';
import { openRunEventStream } from './run-event-stream.ts';
import { endsRun, lastSequence, mergeEvents } from './run-events.ts';

/** Events that arrive within this time are shown together, so that a long log replays in one go. */
const gatherMs = 32;

type RunEvents = { events: readonly RunEvent[]; connected: boolean };

/**
 * The events of a run, followed live.
 *
 * @param attempt of the run: a retry opens a stream that had ended
 * @param onFresh called with every batch that brought something new, in order
 */
export function useRunEvents(
  runId: string,
  attempt: number,
  onFresh: (fresh: readonly RunEvent[]) => void,
): RunEvents {
  const [events, setEvents] = useState<readonly RunEvent[]>([]);
  const [connected, setConnected] = useState(false);
  const known = useRef<{ runId: string; events: readonly RunEvent[] }>({ runId, events: [] });
  const report = useRef(onFresh);
  useEffect(() => {
    report.current = onFresh;
  });

  useEffect(() => {
    if (known.current.runId !== runId) known.current = { runId, events: [] };
    let gathered: RunEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const pending = () => mergeEvents(known.current.events, gathered);
    const flush = () => {
      timer = undefined;
      const merged = pending();
      const fresh = merged.slice(known.current.events.length);
      known.current = { runId, events: merged };
      gathered = [];
      setEvents(merged);
      if (fresh.length > 0) report.current(fresh);
    };
    const close = openRunEventStream({
      runId,
      lastSequence: () => lastSequence(pending()),
      isOver: () => endsRun(pending()),
      onConnected: setConnected,
      onEvent: (event) => {
        gathered.push(event);
        timer ??= setTimeout(flush, gatherMs);
      },
    });
    return () => {
      close();
      clearTimeout(timer);
    };
  }, [runId, attempt]);

  return { events: events[0] === undefined || events[0].run_id === runId ? events : [], connected };
}
