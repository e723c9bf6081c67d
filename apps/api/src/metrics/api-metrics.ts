import { Counter, Gauge, Histogram } from 'prom-client';
import { countOpenEventStreams } from '../http/event-stream.ts';

/** Requests by operation; event streams are not among them, since they last as long as somebody looks. */
export const requestDuration = new Histogram({
  name: 'understudy_http_request_duration_seconds',
  help: 'Time from the first byte of a request to the last of its answer; event streams are left out',
  labelNames: ['operation', 'method', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

/** Problem details that were answered, in event streams too. */
export const problemsAnswered = new Counter({
  name: 'understudy_problems_total',
  help: 'Problem details that were answered, by their stable code',
  labelNames: ['code'] as const,
});

/** Streams of server-sent events that are open now. */
export const openEventStreams = new Gauge({
  name: 'understudy_event_streams_open',
  help: 'Streams of server-sent events that are open: of runs, and answers of chats on their way',
  collect() {
    this.set(countOpenEventStreams());
  },
});
