import { runEventSchema, runEventTypes, type RunEvent } from '@understudy/domain/runs/run-event';
import { EventSource } from 'eventsource';
import { authorizedFetch } from '../../api/client.ts';

const reopenAfterMs = 2_000;

/** What a stream tells its owner, and what it asks. */
export type RunEventStreamOptions = {
  runId: string;
  /** Sequence of the last event the owner has; 0 for none. Asked at every connection. */
  lastSequence: () => number;
  onEvent: (event: RunEvent) => void;
  onConnected: (connected: boolean) => void;
  /** Asked when the connection ends: whether the run is over, so that there is nothing to reconnect for. */
  isOver: () => boolean;
};

/**
 * Follows the events of a run over server-sent events. Reconnects until the run is over or the stream is closed, and
 * goes on after the last event the owner has, so nothing is lost or repeated.
 *
 * @returns closes the stream
 */
export function openRunEventStream(options: RunEventStreamOptions): () => void {
  let source: EventSource | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const open = () => {
    const opened = new EventSource(`/api/runs/${options.runId}/events`, {
      fetch: (url, init) => authorizedFetch(url, withLastEventId(init, options.lastSequence())),
    });
    source = opened;
    opened.addEventListener('open', () => options.onConnected(true));
    for (const type of runEventTypes) {
      opened.addEventListener(type, ({ data }) => options.onEvent(parseEvent(data)));
    }
    opened.addEventListener('error', ({ code }) => {
      options.onConnected(false);
      if (closed || options.isOver()) return close();
      // An HTTP error closes an EventSource for good. One that may pass is worth a new one.
      if (opened.readyState === EventSource.CLOSED && (code === undefined || code >= 500 || code === 429)) {
        reopening = setTimeout(open, reopenAfterMs);
      }
    });
  };
  const close = () => {
    closed = true;
    clearTimeout(reopening);
    source?.close();
  };

  open();
  return close;
}

type EventSourceInit = Parameters<
  NonNullable<ConstructorParameters<typeof EventSource>[1]>['fetch'] & object
>[1];

function withLastEventId(init: EventSourceInit, sequence: number): RequestInit {
  const { signal, ...rest } = init;
  const headers = new Headers(init.headers);
  if (sequence > 0) headers.set('Last-Event-ID', String(sequence));
  return { ...rest, headers, ...(signal instanceof AbortSignal ? { signal } : {}) };
}

function parseEvent(data: unknown): RunEvent {
  return runEventSchema.parse(JSON.parse(String(data)));
}
