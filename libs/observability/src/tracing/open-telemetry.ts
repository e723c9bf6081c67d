import { setTimeout as sleep } from 'node:timers/promises';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Tracing } from './start-tracing.ts';
import type { TracingSettings } from './tracing-environment.ts';
import { toReadableSpan } from './workflow-span.ts';

const closeMs = 5_000;

/** Spans that wait to be sent; a batch makes hundreds a second, and what does not fit is dropped. */
const maxQueueSize = 8_192;

/** Makes OpenTelemetry's SDK the one behind its interface, for this whole process. */
export function startOpenTelemetry(service: string, { ratio }: TracingSettings): Tracing {
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ 'service.name': service, 'service.namespace': 'understudy' }));
  const spans = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter(),
    scheduledDelayMillis: 1_000,
    maxQueueSize,
    maxExportBatchSize: 512,
  });
  const provider = new TracerProvider({
    resource,
    // Whoever begins a trace decides; a request that comes within one is part of it.
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [spans],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  traceOutgoingRequests();
  return {
    exportWorkflow: (workflow) => spans.onEnd(toReadableSpan(workflow, resource)),
    close: () => Promise.race([provider.shutdown(), sleep(closeMs, undefined, { ref: false })]),
  };
}

/** By Node's diagnostics channels: nothing is patched. Addresses go without their queries, which may be signed. */
function traceOutgoingRequests(): void {
  new UndiciInstrumentation({
    requireParentforSpans: true,
    startSpanHook: ({ origin, path }) => ({
      'url.full': `${origin}${path.split('?')[0] ?? ''}`,
      'url.query': '',
    }),
  });
}
