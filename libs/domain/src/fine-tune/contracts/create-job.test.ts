import { describe, expect, it } from 'vitest';
import { baseModels, baseModelSchema } from '../base-models.ts';
import { createFineTuneJobSchema, estimateFineTuneSchema } from './create-job.ts';

const faultsOf = (body: object) =>
  createFineTuneJobSchema.safeParse({ base_model: 'gpt-4o-mini-2024-07-18', ...body }).error?.issues ?? [];

describe('the body that creates a job', () => {
  it('needs a base model and nothing else', () => {
    expect(createFineTuneJobSchema.parse({ base_model: ' gpt-4o-mini-2024-07-18 ' })).toEqual({
      training_data_id: null,
      base_model: 'gpt-4o-mini-2024-07-18',
      provider: 'openai',
      method: 'supervised',
      hyperparameters: { n_epochs: 'auto', batch_size: 'auto', learning_rate_multiplier: 'auto' },
      selection: {
        quality: 'prefer',
        min_quality: 0.7,
        balance: true,
        pattern_types: null,
        max_examples: null,
        validation_share: 0.1,
        redact: false,
        unused_only: false,
      },
      system_prompt: 'active_version',
      activate_when_done: false,
      max_cost_usd: null,
    });
  });

  it.each([
    [{ base_model: '' }, 'base_model must be the name of a model, 1 to 200 characters.'],
    [{ hyperparameters: { n_epochs: 0 } }, 'n_epochs must be "auto" or a whole number from 1 to 50.'],
    [
      { hyperparameters: { batch_size: 'all' } },
      'batch_size must be "auto" or a whole number from 1 to 256.',
    ],
    [{ selection: { validation_share: 0.9 } }, 'validation_share must be a number from 0 to 0.5.'],
    [{ suffix: 'a b' }, 'suffix must be 1 to 40 letters, digits and dashes.'],
    [{ max_cost_usd: 0 }, 'max_cost_usd must be an amount in US dollars above 0, or null for no cap.'],
  ])('says of %o what is allowed', (body, message) => {
    expect(faultsOf(body).map((issue) => issue.message)).toEqual([message]);
  });

  it('refuses fields that it does not know', () => {
    expect(faultsOf({ base_modle: 'x' })).toHaveLength(1);
    expect(estimateFineTuneSchema.safeParse({ base_model: 'x', suffix: 'y' }).success).toBe(false);
  });
});

describe('the models to choose from', () => {
  it('begin with the seed’s three, of which GPT-4o mini is recommended', () => {
    expect(baseModels.slice(0, 3).map(({ model, recommended }) => [model, recommended])).toEqual([
      ['gpt-4o-mini-2024-07-18', true],
      ['gpt-4o-2024-08-06', false],
      ['gpt-3.5-turbo-0125', false],
    ]);
  });

  it('have one recommendation for each provider', () => {
    for (const model of baseModels) baseModelSchema.parse(model);
    const recommended = baseModels.filter((model) => model.recommended).map(({ provider }) => provider);
    expect(recommended).toEqual(['openai', 'together', 'fireworks', 'huggingface', 'lora']);
  });
});
