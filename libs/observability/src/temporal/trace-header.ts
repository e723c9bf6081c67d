import { context, propagation, type Context } from '@opentelemetry/api';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { z } from 'zod';

/** Under which Temporal carries the trace; the SDKs of all languages use this name for it. */
const headerName = '_tracer-data';

const carrierSchema = z.record(z.string(), z.string());

/** The headers, and in them the trace that is under way, if there is one. */
export function withTraceHeader(headers: Headers): Headers {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  if (Object.keys(carrier).length === 0) return headers;
  return { ...headers, [headerName]: defaultPayloadConverter.toPayload(carrier) };
}

/** The trace that headers carry, as the surroundings of what is done within it. */
export function traceInHeader(headers: Headers): Context {
  const payload = headers[headerName];
  if (payload === undefined) return context.active();
  const carrier = carrierSchema.safeParse(defaultPayloadConverter.fromPayload(payload));
  return carrier.success ? propagation.extract(context.active(), carrier.data) : context.active();
}
