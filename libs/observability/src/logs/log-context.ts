import { AsyncLocalStorage } from 'node:async_hooks';
import { isSpanContextValid, trace } from '@opentelemetry/api';

/** What joins log lines of the API, the worker and Temporal, and lines with traces. Names are those in the lines. */
export type LogFields = {
  /** Of the HTTP request; also its `x-request-id`. */
  request_id?: string;
  /** Of our run, which is its workflow's ID, too. */
  run_id?: string;
  workflow_id?: string;
  /** Of one execution of a workflow, as Temporal counts them. */
  workflow_run_id?: string;
  activity?: string;
  /** How often the activity has been begun, this time included. */
  attempt?: number;
  task_queue?: string;
};

const current = new AsyncLocalStorage<LogFields>();

/** Runs `work` so that every line logged by it, however deep and late, carries these fields beside those around it. */
export function withLogFields<Result>(fields: LogFields, work: () => Result): Result {
  return current.run({ ...current.getStore(), ...fields }, work);
}

/** Adds fields that became known on the way, such as the run that a request started. Without effect outside of `withLogFields`. */
export function addLogFields(fields: LogFields): void {
  const store = current.getStore();
  if (store !== undefined) Object.assign(store, fields);
}

/** The fields of whatever is under way, and the trace it belongs to: pino's `mixin`. */
export function logContext(): LogFields & { trace_id?: string; span_id?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  const inTrace = span !== undefined && isSpanContextValid(span);
  return { ...current.getStore(), ...(inTrace ? { trace_id: span.traceId, span_id: span.spanId } : {}) };
}
