import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { costOf, type TokenUsage } from '@understudy/domain/budget/cost';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { providerCallDuration, providerCost, providerTokens } from '../metrics/provider-call-metrics.ts';

/** A call to a model. */
export type ProviderCall = {
  provider: string;
  /** The whole name, which may be a tuned model's; it goes into traces. */
  model: string;
  /** The name for metrics, of which there are few: see `modelLabel`. */
  label: string;
  operation: 'chat' | 'embeddings';
};

/** A call that is under way. */
export type ObservedCall = {
  /** Runs a part of the call within its span. */
  within: <Result>(work: () => Result) => Result;
  answered: (usage: TokenUsage) => void;
  failed: (error: unknown) => void;
  /** The caller wanted no more of it. */
  abandoned: () => void;
};

const tracer = trace.getTracer('understudy.provider-calls');

/**
 * Begins to measure a call: a span, in the terms of OpenTelemetry's conventions for generative AI, and figures for
 * Prometheus. Of what was asked and answered only the numbers of tokens are kept.
 */
export function observeProviderCall(call: ProviderCall): ObservedCall {
  const { provider, model, label, operation } = call;
  const startedAt = performance.now();
  const span = tracer.startSpan(`${operation} ${label}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      'gen_ai.operation.name': operation,
      'gen_ai.provider.name': provider,
      'gen_ai.request.model': model,
    },
  });
  const spanContext = trace.setSpan(context.active(), span);
  const end = (outcome: string) => {
    const seconds = (performance.now() - startedAt) / 1000;
    providerCallDuration.observe({ provider, model: label, operation, outcome }, seconds);
    span.end();
  };
  return {
    within: (work) => context.with(spanContext, work),
    answered(usage) {
      countTokens(call, usage, span);
      end('ok');
    },
    failed(error) {
      const outcome = error instanceof UnderstudyError ? error.code : 'aborted';
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', outcome);
      end(outcome);
    },
    abandoned: () => end('aborted'),
  };
}

function countTokens({ provider, model, label }: ProviderCall, usage: TokenUsage, span: Span): void {
  const { inputTokens, outputTokens } = usage;
  providerTokens.inc({ provider, model: label, direction: 'input' }, inputTokens);
  providerTokens.inc({ provider, model: label, direction: 'output' }, outputTokens);
  const { usd, priceKnown } = costOf(model, usage);
  if (priceKnown) providerCost.inc({ provider, model: label }, usd);
  span.setAttributes({
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
  });
}
