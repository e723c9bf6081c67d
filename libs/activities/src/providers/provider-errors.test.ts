import { describe, expect, it } from 'vitest';
import { retryAfterMs, toProviderError, type FailedCall } from './provider-errors.ts';

const now = new Date('2026-01-01T00:00:00Z');
const call: FailedCall = {
  provider: 'openai',
  status: 500,
  providerCode: undefined,
  detail: '',
  headers: undefined,
  model: 'gpt-5.4-mini',
  cause: undefined,
};
const error = (overrides: Partial<FailedCall>) => toProviderError({ ...call, ...overrides }, now);

describe('toProviderError', () => {
  it.each([
    [{ status: 401 }, 'provider_key_rejected', false],
    [{ status: 429 }, 'provider_rate_limited', true],
    [{ status: 429, providerCode: 'insufficient_quota' }, 'provider_quota_exhausted', false],
    [{ status: 404, providerCode: 'model_not_found' }, 'provider_model_unavailable', false],
    [{ status: 400, providerCode: 'content_policy_violation' }, 'provider_refused_content', false],
    [{ status: 400 }, 'provider_request_rejected', false],
    [{ status: 500 }, 'provider_unavailable', true],
    [{ status: 503 }, 'provider_unavailable', true],
    [{ status: undefined }, 'provider_unavailable', true],
  ] as const)('maps %j to %s', (overrides, code, retryable) => {
    expect(error(overrides)).toMatchObject({ code, retryable });
  });

  it('says that the key was rejected and where to set it', () => {
    expect(error({ status: 401 }).message).toMatch(/rejected the API key.*OPENAI_API_KEY/);
    expect(error({ status: 401, provider: 'huggingface' }).message).toMatch(/HF_TOKEN/);
  });

  it('keeps the time that the provider named', () => {
    const headers = new Headers({ 'retry-after': '7' });
    expect(error({ status: 429, headers }).retryAfterMs).toBe(7000);
  });
});

describe('retryAfterMs', () => {
  it('reads milliseconds, seconds and dates, the most exact first', () => {
    expect(retryAfterMs(new Headers({ 'retry-after-ms': '120', 'retry-after': '9' }), now)).toBe(120);
    expect(retryAfterMs(new Headers({ 'retry-after': '1.5' }), now)).toBe(1500);
    expect(retryAfterMs(new Headers({ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }), now)).toBe(30_000);
  });

  it('is undefined where no time is named', () => {
    expect(retryAfterMs(new Headers({ 'retry-after': 'soon' }), now)).toBeUndefined();
    expect(retryAfterMs(undefined, now)).toBeUndefined();
  });
});
