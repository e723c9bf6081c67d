import { SpanKind, SpanStatusCode, TraceFlags, type HrTime, type SpanContext } from '@opentelemetry/api';
import { timeInputToHrTime, hrTimeDuration } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** One execution of a workflow, as it is known when it has ended. Times are milliseconds since 1970. */
export type WorkflowSpan = {
  traceId: string;
  spanId: string;
  /** What started it: a request, an activity, or the execution before it. */
  parentSpanId: string;
  workflowType: string;
  workflowId: string;
  workflowRunId: string;
  outcome: string;
  startedAt: number;
  endedAt: number;
};

/**
 * A workflow's span for OpenTelemetry. It is made whole when the workflow ends, from what its history says, since no
 * process need have seen all of it.
 */
export function toReadableSpan(workflow: WorkflowSpan, resource: Resource): ReadableSpan {
  const { traceId, spanId, parentSpanId, outcome } = workflow;
  const inTrace = (id: string): SpanContext => ({ traceId, spanId: id, traceFlags: TraceFlags.SAMPLED });
  const startTime: HrTime = timeInputToHrTime(workflow.startedAt);
  const endTime: HrTime = timeInputToHrTime(workflow.endedAt);
  return {
    name: `RunWorkflow:${workflow.workflowType}`,
    kind: SpanKind.INTERNAL,
    spanContext: () => inTrace(spanId),
    parentSpanContext: { ...inTrace(parentSpanId), isRemote: true },
    startTime,
    endTime,
    duration: hrTimeDuration(startTime, endTime),
    ended: true,
    status: { code: outcome === 'failed' ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: {
      temporalWorkflowId: workflow.workflowId,
      temporalRunId: workflow.workflowRunId,
      'understudy.outcome': outcome,
    },
    links: [],
    events: [],
    resource,
    instrumentationScope: { name: 'understudy.workflows' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
