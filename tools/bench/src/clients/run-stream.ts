import { runEventTypes, type RunEventType } from '@understudy/domain/runs/run-event';
import { EventSource } from 'eventsource';

/** An event as the client reads it, before its data is parsed. */
export interface ArrivedEvent {
  readonly type: RunEventType;
  readonly sequence: number;
  /** Milliseconds of `performance.now()`. */
  readonly arrivedAt: number;
  /** JSON of a `RunEvent`. */
  readonly data: string;
}

/** Which run to follow, and where. */
export interface RunStreamAddress {
  readonly apiUrl: string;
  readonly token: string;
  readonly runId: string;
  /** The stream begins after this sequence number; 0, if absent. */
  readonly after?: number;
}

/** An open stream of a run's events. */
export interface RunStream {
  /** Resolves when the first connection is open; rejects where the API refuses it. */
  readonly opened: Promise<void>;
  readonly close: () => void;
}

/**
 * Follows a run as a browser does: by a standard EventSource, which connects again by itself with `Last-Event-ID` when
 * the connection is lost. Only the bearer token is added.
 */
export function followRun(
  { apiUrl, token, runId, after = 0 }: RunStreamAddress,
  onEvent: (event: ArrivedEvent) => void,
): RunStream {
  const source = new EventSource(`${apiUrl}/api/runs/${runId}/events?last_event_id=${after}`, {
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
  });
  for (const type of runEventTypes) {
    source.addEventListener(type, ({ lastEventId, data }: MessageEvent) => {
      const arrivedAt = performance.now();
      onEvent({ type, sequence: Number(lastEventId), arrivedAt, data: String(data) });
    });
  }
  const opened = new Promise<void>((resolve, reject) => {
    source.addEventListener('open', () => resolve(), { once: true });
    source.addEventListener('error', ({ message }) => {
      if (source.readyState === source.CLOSED) reject(new Error(`The stream was refused: ${message ?? ''}`));
    });
  });
  return { opened, close: () => source.close() };
}
