import { describe, expect, it } from 'vitest';
import { fineTuneErrorSchema } from '../contracts/job.ts';
import { explainFailure, readProviderError } from './provider-failure.ts';

describe('a provider’s error', () => {
  it('is none where it says nothing', () => {
    for (const nothing of [null, undefined, {}, '', ' ', { code: null }, { code: 'OK', message: '' }, 7])
      expect(readProviderError(nothing)).toBeNull();
  });

  it('is read from an object or words', () => {
    expect(readProviderError({ code: 'exceeded_quota', message: 'No credit.', param: null })).toEqual({
      code: 'exceeded_quota',
      message: 'No credit.',
      param: null,
    });
    expect(readProviderError(' CUDA out of memory ')).toMatchObject({ message: 'CUDA out of memory' });
  });
});

describe('a failure', () => {
  it.each([
    ['openai', { code: 'invalid_training_file', message: 'Line 3 is wrong.' }, 'provider_request_rejected'],
    ['openai', { code: 'exceeded_quota', message: 'x' }, 'provider_quota_exhausted'],
    ['openai', { code: 'server_error', message: 'x' }, 'provider_unavailable'],
    ['openai', { code: 'model_not_found', message: 'x' }, 'provider_model_unavailable'],
    ['openai', { message: 'The job failed due to an unsafe training file.' }, 'provider_refused_content'],
    [
      'openai',
      { message: 'Fine-tuning is no longer available to your organization.' },
      'provider_model_unavailable',
    ],
    [
      'openai',
      { message: 'Training file has 9 examples, but must have at least 10 examples.' },
      'provider_request_rejected',
    ],
    ['together', { code: 'user_error', message: 'x' }, 'provider_request_rejected'],
    ['together', { code: 'billing_limit', message: 'x' }, 'provider_quota_exhausted'],
    ['fireworks', { code: 'RESOURCE_EXHAUSTED', message: 'x' }, 'provider_rate_limited'],
    ['fireworks', { code: 'PERMISSION_DENIED', message: 'x' }, 'provider_key_rejected'],
    ['fireworks', { code: 'INTERNAL', message: 'x' }, 'provider_unavailable'],
    ['lora', { code: 'validation_failed', message: 'Line 7 has no messages.' }, 'validation_failed'],
    ['lora', { code: 'training_diverged', message: 'The loss is not a number.' }, 'training_diverged'],
    ['lora', { message: 'torch.OutOfMemoryError: CUDA out of memory.' }, 'provider_request_rejected'],
  ] as const)('of %s, %o, is %s', (provider, error, code) => {
    const explained = fineTuneErrorSchema.parse(explainFailure(provider, readProviderError(error)));
    expect(explained.code).toBe(code);
    expect(explained.message).toBe(error.message);
    expect(explained.advice.length).toBeGreaterThan(20);
  });

  it('goes by the code before the words', () => {
    const error = readProviderError({ code: 'exceeded_quota', message: 'The moderation of billing failed.' });
    expect(explainFailure('openai', error).code).toBe('provider_quota_exhausted');
  });

  it('of an organisation that OpenAI refuses names the alternatives', () => {
    const error = readProviderError('Your organization is not allowed to create fine-tuning jobs.');
    expect(explainFailure('openai', error).advice).toBe(
      'The provider does not train for this organisation any more. Choose Together, Fireworks, Hugging Face or the LoRA trainer for this job.',
    );
  });

  it('without a reason says so', () => {
    expect(explainFailure('openai', null)).toEqual({
      code: 'provider_request_rejected',
      message: 'OpenAI gave no reason.',
      advice: 'Retry the job. Choose Together, Fireworks, Hugging Face or the LoRA trainer for this job.',
      provider_code: null,
      param: null,
    });
  });
});
