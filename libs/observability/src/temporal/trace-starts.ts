import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { withTraceHeader } from './trace-header.ts';

const tracer = trace.getTracer('understudy.workflow-starts');

/** Makes a span of every start of a workflow, and hands the trace on to it. */
export const traceStarts: WorkflowClientInterceptor = {
  async startWithDetails(input, next) {
    return await tracer.startActiveSpan(
      `StartWorkflow:${input.workflowType}`,
      { kind: SpanKind.CLIENT, attributes: { temporalWorkflowId: input.options.workflowId } },
      async (span) => {
        try {
          return await next({ ...input, headers: withTraceHeader(input.headers) });
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      },
    );
  },
};
