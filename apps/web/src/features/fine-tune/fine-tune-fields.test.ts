import {
  createFineTuneJobSchema,
  estimateFineTuneSchema,
} from '@understudy/domain/fine-tune/contracts/create-job';
import { describe, expect, it } from 'vitest';
import { createBodyOf, emptyFields, estimateBodyOf, type FineTuneFields } from './fine-tune-fields.ts';

const fields = (part: Partial<FineTuneFields> = {}): FineTuneFields => ({
  ...emptyFields,
  baseModel: 'gpt-4o-mini-2024-07-18',
  ...part,
});

describe('a form that nobody has touched', () => {
  it('asks for what the API would do by itself', () => {
    const asked = createFineTuneJobSchema.parse(createBodyOf(fields()));
    expect(asked).toEqual(createFineTuneJobSchema.parse({ base_model: 'gpt-4o-mini-2024-07-18' }));
  });

  it('has an estimate of the same data', () => {
    expect(estimateFineTuneSchema.safeParse(estimateBodyOf(fields())).success).toBe(true);
  });
});

it('asks for what is typed', () => {
  const body = createBodyOf(
    fields({
      patternTypes: ['greeting', 'support'],
      maxExamples: 100,
      validationPercent: 20,
      nEpochs: 4,
      suffix: ' mine ',
      maxCostUsd: '2.5',
    }),
  );
  expect(createFineTuneJobSchema.parse(body)).toMatchObject({
    selection: { pattern_types: ['greeting', 'support'], max_examples: 100, validation_share: 0.2 },
    hyperparameters: { n_epochs: 4, batch_size: 'auto' },
    suffix: 'mine',
    max_cost_usd: 2.5,
  });
});

it('leaves out what the provider or the method does not have', () => {
  const typed = { beta: 0.2, loraRank: 8 };
  expect(createBodyOf(fields(typed)).hyperparameters).not.toHaveProperty('beta');
  expect(createBodyOf(fields(typed)).hyperparameters).not.toHaveProperty('lora_rank');
  expect(createBodyOf(fields({ ...typed, provider: 'lora', method: 'dpo' })).hyperparameters).toMatchObject({
    beta: 0.2,
    lora_rank: 8,
  });
});

it('is refused at the field that is no number', () => {
  const { error } = createFineTuneJobSchema.safeParse(createBodyOf(fields({ nEpochs: 'many' })));
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['hyperparameters.n_epochs']);
});
