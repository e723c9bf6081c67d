import { once } from 'node:events';
import type { Request, Response } from 'express';

/** One server-sent event. `data` goes over the wire as JSON. */
export type ServerSentEvent = { event: string; data: unknown; id?: number };

/** An open stream of server-sent events. */
export type EventStream = {
  /** Writes frames, and waits while the client is slower than they come. */
  write: (frames: string) => Promise<void>;
  end: () => void;
};

/** Milliseconds between comments that keep proxies from closing a silent connection. */
const heartbeatMs = 15_000;

/** Milliseconds after which a browser connects again. */
const retryMs = 1_000;

/** The frame of an event, as the HTML standard writes it. JSON has no raw line breaks, so one `data` line is enough. */
export function toFrame({ event, data, id }: ServerSentEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

const eventStreamType = 'text/event-stream';

let openStreams = 0;

/** Streams of this process that are open now. */
export function countOpenEventStreams(): number {
  return openStreams;
}

/** Whether this answer is a stream of events. */
export function isEventStream(response: Response): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith(eventStreamType);
}

const jsonType = 'application/json';

/**
 * Whether the client shall get server-sent events rather than JSON, by proactive negotiation (RFC 9110, section 12.1)
 * of its `Accept` header.
 *
 * @param byDefault the representation for a client that prefers neither: no header, or a wildcard
 */
export function wantsEventStream(request: Request, byDefault: 'event stream' | 'json'): boolean {
  const offered = byDefault === 'json' ? [jsonType, eventStreamType] : [eventStreamType, jsonType];
  const chosen = request.accepts(offered);
  return (chosen === false ? offered[0] : chosen) === eventStreamType;
}

/**
 * Answers with a stream of server-sent events. `signal` is aborted when the client goes away: a write that waits for
 * the client then rejects.
 */
export function openEventStream(response: Response, signal: AbortSignal): EventStream {
  response.status(200).set({
    'Content-Type': `${eventStreamType}; charset=utf-8`,
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.write(`retry: ${retryMs}\n\n`);
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs).unref();
  openStreams += 1;
  response.once('close', () => {
    openStreams -= 1;
    clearInterval(heartbeat);
  });
  return {
    async write(frames) {
      signal.throwIfAborted();
      if (!response.write(frames)) await once(response, 'drain', { signal });
    },
    end() {
      clearInterval(heartbeat);
      response.end();
    },
  };
}
