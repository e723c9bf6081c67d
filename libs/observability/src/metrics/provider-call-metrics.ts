import { Counter, Histogram } from 'prom-client';

/** Calls to models, by how they ended: their number and duration. */
export const providerCallDuration = new Histogram({
  name: 'understudy_provider_call_duration_seconds',
  help: 'Duration of calls to models; a streamed answer counts until its end',
  labelNames: ['provider', 'model', 'operation', 'outcome'] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160],
});

/** Tokens that calls were billed for. */
export const providerTokens = new Counter({
  name: 'understudy_provider_tokens_total',
  help: 'Tokens of answered calls, as the provider counted them',
  labelNames: ['provider', 'model', 'direction'] as const,
});

/** What calls cost by the list of prices. */
export const providerCost = new Counter({
  name: 'understudy_provider_cost_usd_total',
  help: 'US dollars of answered calls by the list of prices; nothing for models without a known price',
  labelNames: ['provider', 'model'] as const,
});
