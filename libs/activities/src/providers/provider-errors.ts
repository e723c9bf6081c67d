import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ProviderName } from './chat-model.ts';

/** What is known of a failed call, whichever client made it. */
export type FailedCall = {
  provider: ProviderName;
  status: number | undefined;
  /** The provider's own code, such as `insufficient_quota`. */
  providerCode: string | undefined;
  /** The provider's own sentence. */
  detail: string;
  headers: { get(name: string): string | null } | undefined;
  model: string;
  cause: unknown;
};

const names: Record<ProviderName, string> = {
  openai: 'OpenAI',
  huggingface: 'Hugging Face',
  lora: 'The LoRA trainer’s server',
  together: 'Together',
  fireworks: 'Fireworks',
};
const keyVariables: Record<ProviderName, string> = {
  openai: 'OPENAI_API_KEY',
  huggingface: 'HF_TOKEN',
  lora: 'LORA_API_KEY',
  together: 'TOGETHER_API_KEY',
  fireworks: 'FIREWORKS_API_KEY',
};
/** What to do about a provider that does not answer, where somebody here can do something. */
const remedies: Partial<Record<ProviderName, string>> = { lora: ' Start it with `npm run trainer`.' };

/**
 * Milliseconds a provider asked to wait: `retry-after-ms`, or `Retry-After` in seconds or as an HTTP date.
 * Undefined when it named no time.
 */
export function retryAfterMs(headers: FailedCall['headers'], now: Date): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const value = headers?.get('retry-after');
  if (value === null || value === undefined || value === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** Codes by what the provider says rather than by status: wording and status vary, codes less. */
function codeByWording({ providerCode, detail }: FailedCall): ProblemCode | undefined {
  if (
    providerCode === 'insufficient_quota' ||
    /exceeded your current quota|billing|insufficient.{0,10}(credit|balance|quota)/i.test(detail)
  ) {
    return 'provider_quota_exhausted';
  }
  if (
    providerCode === 'invalid_api_key' ||
    /incorrect api key|invalid api key|invalid credentials/i.test(detail)
  ) {
    return 'provider_key_rejected';
  }
  if (
    providerCode === 'model_not_found' ||
    /model .{0,80}(does not exist|not found|not supported)/i.test(detail)
  ) {
    return 'provider_model_unavailable';
  }
  if (/content_filter|content_policy|moderation/i.test(providerCode ?? '')) return 'provider_refused_content';
  return undefined;
}

function codeByStatus(status: number | undefined): ProblemCode {
  if (status === undefined || status >= 500 || status === 408) return 'provider_unavailable';
  if (status === 401 || status === 403) return 'provider_key_rejected';
  if (status === 402) return 'provider_quota_exhausted';
  if (status === 404) return 'provider_model_unavailable';
  if (status === 429) return 'provider_rate_limited';
  return 'provider_request_rejected';
}

function sentence(code: ProblemCode, call: FailedCall): string {
  const name = names[call.provider];
  const said = call.detail === '' ? '' : ` ${name} says: ${call.detail}`;
  switch (code) {
    case 'provider_key_rejected':
      return `${name} rejected the API key. Set a valid key in the environment variable ${keyVariables[call.provider]} (or in the .env file) and start again.`;
    case 'provider_quota_exhausted':
      return `The ${name} account has no credit left. Add credit or raise its limit, then retry.${said}`;
    case 'provider_model_unavailable':
      return `${name} does not offer the model "${call.model}" to this account. Choose another base model.${said}`;
    case 'provider_refused_content':
      return `${name} declined the content.${said}`;
    case 'provider_rate_limited':
      return `${name} is limiting requests.`;
    case 'provider_request_rejected':
      return `${name} rejected the request.${said}`;
    default:
      return `${name} is not answering${call.status === undefined ? '' : ` (status ${call.status})`}.${remedies[call.provider] ?? ''}`;
  }
}

/** The typed error for a failed call: what went wrong, who must act, and whether and when to try again. */
export function toProviderError(call: FailedCall, now: Date): UnderstudyError {
  const code = codeByWording(call) ?? codeByStatus(call.status);
  const wait = retryAfterMs(call.headers, now);
  return new UnderstudyError(code, sentence(code, call), {
    cause: call.cause,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

/** The error for an answer that arrived but cannot be used: cut off, no JSON, or not after the schema. */
export function unusableAnswer(provider: ProviderName, why: string, cause?: unknown): UnderstudyError {
  return new UnderstudyError(
    'provider_answer_invalid',
    `${names[provider]} gave an unusable answer: ${why}.`,
    { cause },
  );
}
