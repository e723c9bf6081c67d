import type { Tracing } from '@understudy/observability/tracing/start-tracing';
import type { InjectedSinks } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { runsEnded } from '../metrics/worker-metrics.ts';
import type { TelemetrySinks, WorkflowEnd } from '../workflows/workflow-end.ts';
import { spanIdOf } from '../workflows/workflow-span-id.ts';

/** Counts the ends of runs, and sends the spans of workflows that were started within a trace. */
export function reportWorkflowEnds(tracing: Tracing | undefined): InjectedSinks<TelemetrySinks> {
  return {
    telemetry: {
      ended: {
        fn(info, end) {
          const { kind, status, outcome } = end;
          if (kind !== null && status !== null && outcome !== 'continued') runsEnded.inc({ kind, status });
          if (tracing !== undefined) exportSpan(tracing, info, end);
        },
      },
    },
  };
}

function exportSpan(
  tracing: Tracing,
  info: Pick<WorkflowInfo, 'runId' | 'workflowId' | 'workflowType' | 'runStartTime'>,
  { traceparent, outcome }: WorkflowEnd,
): void {
  const [, traceId, parentSpanId, flags] = traceparent?.split('-') ?? [];
  const isSampled = flags !== undefined && (Number.parseInt(flags, 16) & 1) === 1;
  if (traceId === undefined || parentSpanId === undefined || !isSampled) return;
  tracing.exportWorkflow({
    traceId,
    spanId: spanIdOf(info.runId),
    parentSpanId,
    workflowType: info.workflowType,
    workflowId: info.workflowId,
    workflowRunId: info.runId,
    outcome,
    startedAt: info.runStartTime.getTime(),
    endedAt: Date.now(),
  });
}
