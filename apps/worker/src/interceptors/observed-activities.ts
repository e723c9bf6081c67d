import { isProblemCode } from '@understudy/domain/errors/problem-code';
import { withLogFields } from '@understudy/observability/logs/log-context';
import { traceInHeader } from '@understudy/observability/temporal/trace-header';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { context as traceContext, SpanStatusCode, trace } from '@opentelemetry/api';
import { z } from 'zod';
import { activityDuration } from '../metrics/worker-metrics.ts';
import { isHarmless } from './typed-failures.ts';

const tracer = trace.getTracer('understudy.activities');

/** What every activity of a run is handed. */
const ofRunSchema = z.object({ runId: z.string() });

/**
 * Measures every attempt of an activity, makes it part of the trace of its workflow, and gives all lines logged within it
 * the IDs of both. Outermost, so that it sees the failures as Temporal does: typed, without personal text.
 */
export const observedActivities: ActivityInterceptorsFactory = (activity) => ({
  inbound: {
    async execute(input, next) {
      const { activityType } = activity.info;
      const startedAt = performance.now();
      const outside = traceInHeader(input.headers);
      const span = tracer.startSpan(
        `RunActivity:${activityType}`,
        { attributes: traceIds(activity) },
        outside,
      );
      let outcome = 'ok';
      try {
        return await traceContext.with(trace.setSpan(outside, span), () =>
          withLogFields(logIds(activity, input.args[0]), () => next(input)),
        );
      } catch (error) {
        if (isHarmless(error)) throw error;
        outcome = outcomeOf(error);
        span.setAttribute('error.type', outcome);
        if (outcome !== 'cancelled') span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        activityDuration.observe({ activity: activityType, outcome }, (performance.now() - startedAt) / 1000);
        span.end();
      }
    },
  },
});

function outcomeOf(error: unknown): string {
  if (error instanceof CancelledFailure) return 'cancelled';
  const code = error instanceof ApplicationFailure ? error.type : undefined;
  return isProblemCode(code) ? code : 'internal_error';
}

function traceIds({ info }: Context) {
  return {
    temporalActivityId: info.activityId,
    temporalActivityAttempt: info.attempt,
    temporalTaskQueue: info.taskQueue,
    ...(info.workflowExecution === undefined
      ? {}
      : {
          temporalWorkflowId: info.workflowExecution.workflowId,
          temporalRunId: info.workflowExecution.runId,
        }),
  };
}

function logIds({ info }: Context, input: unknown) {
  const ofRun = ofRunSchema.safeParse(input);
  return {
    activity: info.activityType,
    attempt: info.attempt,
    task_queue: info.taskQueue,
    ...(ofRun.success ? { run_id: ofRun.data.runId } : {}),
    ...(info.workflowExecution === undefined
      ? {}
      : {
          workflow_id: info.workflowExecution.workflowId,
          workflow_run_id: info.workflowExecution.runId,
        }),
  };
}
