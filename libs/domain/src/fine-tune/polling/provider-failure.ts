import type { FineTuneError } from '../contracts/job.ts';
import { isProblemCode, type ProblemCode } from '../../errors/problem-code.ts';
import { fineTuneProviderFacts, type FineTuneProvider } from '../fine-tune-provider.ts';

/** An error as a provider's job carries it. */
export type ProviderError = { code: string | null; message: string | null; param: string | null };

/**
 * The error of a provider's job, in whatever form it comes: null, `{}`, OpenAI's `{code, message, param}`, Fireworks'
 * `{code: "INVALID_ARGUMENT", message}`, or words alone.
 * @returns null where it says nothing
 */
export function readProviderError(error: unknown): ProviderError | null {
  if (typeof error === 'string')
    return error.trim() === '' ? null : { code: null, message: error.trim(), param: null };
  if (typeof error !== 'object' || error === null) return null;
  const text = (name: string): string | null => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const [code, message] = [text('code'), text('message')];
  if ((code === null && message === null) || (code === 'OK' && message === null)) return null;
  return { code, message, param: text('param') };
}

type Rule = { code: ProblemCode; when: RegExp; advice: string };

/**
 * What failures mean and what to do, the first that fits: by the provider's code, since wording varies, then by its
 * words. Codes are OpenAI's, Azure's, Together's and Fireworks' (gRPC), and those of our trainer.
 */
const rules: readonly Rule[] = [
  {
    code: 'provider_model_unavailable',
    when: /fine.?tuning (?:is )?(?:not|no longer) (?:available|enabled|supported) (?:for|to) (?:your|this) org|not (?:eligible|permitted|allowed) to (?:create )?fine.?tun|training_not_available/i,
    advice: 'The provider does not train for this organisation any more.',
  },
  {
    code: 'provider_quota_exhausted',
    when: /exceeded_quota|insufficient_quota|billing_(?:hard_)?limit|billing_not_active|credit limit|out of credits|payment/i,
    advice:
      'Add credit to the provider’s account or raise its limit, then retry. Files that are there already are used again.',
  },
  {
    code: 'provider_key_rejected',
    when: /invalid_api_key|unauthenticated|incorrect api key|permission_denied|authentication/i,
    advice: 'Check the provider’s API key and that it may create fine-tuning jobs, then retry.',
  },
  {
    code: 'provider_refused_content',
    when: /moderation|usage polic|unsafe|content.?(?:policy|filter)|blocked_training|safety/i,
    advice:
      'The provider’s safety check refused the data or the model. Remove examples with abuse, sexual content or violence, then retry.',
  },
  {
    code: 'provider_model_unavailable',
    when: /model_not_found|not_?found.*model|model.*(?:does not exist|not (?:available|supported)|deprecated|retired)|unsupported_model|model_not_available/i,
    advice: 'Choose another base model; the list in the form is of those that can be trained.',
  },
  {
    code: 'provider_rate_limited',
    when: /rate_limit|resource_exhausted|too many (?:requests|concurrent|active)|concurren.*limit|daily limit/i,
    advice: 'Wait until other jobs of the account have ended, then retry.',
  },
  {
    code: 'provider_request_rejected',
    when: /out.?of.?memory|\boom\b/i,
    advice:
      'Choose a smaller batch, shorter examples (max_length) or a smaller model, or a machine with more memory.',
  },
  {
    code: 'provider_request_rejected',
    when: /training_diverged|diverge|loss is nan/i,
    advice: 'Lower learning_rate_multiplier, to 0.5 or less, and retry.',
  },
  {
    code: 'provider_request_rejected',
    when: /token limit|context length|too (?:long|many tokens)|maximum.*tokens/i,
    advice:
      'Some examples are too long for the model. Lower max_length so that they are left out, or choose another model.',
  },
  {
    code: 'provider_request_rejected',
    when: /at least \d+ examples|too few|min(?:imum)? (?:number of )?examples|invalid_n_examples/i,
    advice:
      'Add examples: the provider takes no fewer. Its safety check may have dropped some without saying so.',
  },
  {
    code: 'provider_request_rejected',
    when: /invalid_(?:training|validation)_file|invalid_file|file_?format|invalid_data|user_error|invalid_argument|failed_precondition|unexpected file format/i,
    advice:
      'The provider does not take the file. Its words name the line; correct or remove that example, then retry.',
  },
  {
    code: 'provider_unavailable',
    when: /server_error|internal|unavailable|deadline_exceeded|timed? ?out|job_state_expired|interrupted|preempt/i,
    advice: 'The fault is the provider’s. Retry; if it comes back, look at the provider’s status page.',
  },
];

const unknownAdvice = 'Correct what the provider names, then retry.';

/** Why a job failed and what to do, by its provider's error; null where the provider gave no reason. */
export function explainFailure(provider: FineTuneProvider, error: ProviderError | null): FineTuneError {
  const { title, alternative } = fineTuneProviderFacts[provider];
  const { code = null, message: words = null, param = null } = error ?? {};
  const rule =
    rules.find(({ when }) => code !== null && when.test(code)) ??
    rules.find(({ when }) => words !== null && when.test(words));
  const message = words ?? `${title} gave ${code === null ? 'no reason' : `the reason "${code}"`}.`;
  const isForGood = rule?.code === 'provider_model_unavailable' || rule?.code === 'provider_refused_content';
  const advice = rule?.advice ?? (error === null ? 'Retry the job.' : unknownAdvice);
  return {
    // Our own trainer says it in our words.
    code: provider === 'lora' && isProblemCode(code) ? code : (rule?.code ?? 'provider_request_rejected'),
    message,
    advice: isForGood || rule === undefined ? `${advice} ${alternative}` : advice,
    provider_code: code,
    param,
  };
}
