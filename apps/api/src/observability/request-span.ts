import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { Request, Response } from 'express';
import { factsOf } from '../http/request-facts.ts';
import { requestIdOf } from '../http/request-id.ts';

const tracer = trace.getTracer('understudy.http');

/** Begins the span of a request, within the trace that the caller brings in `traceparent`, if it brings one. */
export function beginRequestSpan(request: Request): { span: Span; within: (work: () => void) => void } {
  const outside = propagation.extract(context.active(), request.headers);
  const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER }, outside);
  return { span, within: (work) => context.with(trace.setSpan(outside, span), work) };
}

/** Says what the request turned out to be: its route as a template, never its address. */
export function nameRequestSpan(span: Span, request: Request, response: Response): void {
  const { operation, problem } = factsOf(response);
  if (operation !== undefined) span.updateName(`${request.method} ${operation.path}`);
  span.setAttributes({
    'http.request.method': request.method,
    'http.response.status_code': response.statusCode,
    'understudy.request_id': requestIdOf(response),
    ...(operation === undefined
      ? {}
      : { 'http.route': operation.path, 'understudy.operation': operation.id }),
    ...(problem === undefined ? {} : { 'error.type': problem }),
  });
  if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}
