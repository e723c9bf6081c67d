import { searchAttributes } from '@understudy/domain/runs/run-contract';
import { defaultPayloadConverter, defineSearchAttributeKey, type Headers } from '@temporalio/common';
import {
  ContinueAsNew,
  isCancellation,
  proxySinks,
  workflowInfo,
  type Sinks,
  type WorkflowInterceptorsFactory,
} from '@temporalio/workflow';
import { spanIdOf } from './workflow-span-id.ts';

/** How one execution of a workflow ended. */
export type WorkflowEnd = {
  outcome: 'completed' | 'failed' | 'cancelled' | 'continued';
  /** Of a run; other workflows have none. */
  kind: string | null;
  /** How the run ended, as its search attribute says. */
  status: string | null;
  /** W3C's `traceparent` of what started it, where that was traced. */
  traceparent: string | null;
};

/** Where workflows report to; the worker listens. */
export interface TelemetrySinks extends Sinks {
  telemetry: { ended(end: WorkflowEnd): void };
}

const { telemetry } = proxySinks<TelemetrySinks>();
const kindKey = defineSearchAttributeKey(searchAttributes.kind, 'KEYWORD');
const phaseKey = defineSearchAttributeKey(searchAttributes.phase, 'KEYWORD');

/** Under which Temporal carries the trace; the SDKs of all languages use this name for it. */
const headerName = '_tracer-data';

/**
 * Reports how a workflow ended, and hands the trace it was started in on to its activities. Commands, and the order in which
 * a workflow's promises resolve, are the same with it and without it.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let traceparent: string | null = null;
  const within = (headers: Headers): Headers =>
    traceparent === null ? headers : { ...headers, [headerName]: headerOf(traceparent) };
  return {
    inbound: [
      {
        execute(input, next) {
          traceparent = traceparentIn(input.headers);
          const execution = next(input);
          execution.then(
            () => report('completed', traceparent),
            (error: unknown) => report(outcomeOf(error), traceparent),
          );
          return execution;
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: within(input.headers) }),
        startChildWorkflowExecution: (input, next) => next({ ...input, headers: within(input.headers) }),
        continueAsNew: (input, next) => next({ ...input, headers: within(input.headers) }),
      },
    ],
  };
};

function report(outcome: WorkflowEnd['outcome'], traceparent: string | null): void {
  const { typedSearchAttributes: attributes, unsafe } = workflowInfo();
  if (unsafe.isReplaying) return;
  telemetry.ended({
    outcome,
    kind: attributes.get(kindKey) ?? null,
    status: attributes.get(phaseKey) ?? null,
    traceparent,
  });
}

function outcomeOf(error: unknown): WorkflowEnd['outcome'] {
  if (error instanceof ContinueAsNew) return 'continued';
  return isCancellation(error) ? 'cancelled' : 'failed';
}

function traceparentIn(headers: Headers): string | null {
  const payload = headers[headerName];
  if (payload === undefined) return null;
  const carrier: unknown = defaultPayloadConverter.fromPayload(payload);
  const isCarrier = typeof carrier === 'object' && carrier !== null && 'traceparent' in carrier;
  return isCarrier && typeof carrier.traceparent === 'string' ? carrier.traceparent : null;
}

/** The same trace, with this execution as what is around. */
function headerOf(traceparent: string): Headers[string] {
  const [version, traceId, , flags] = traceparent.split('-');
  const inner = [version, traceId, spanIdOf(workflowInfo().runId), flags].join('-');
  return defaultPayloadConverter.toPayload({ traceparent: inner });
}
