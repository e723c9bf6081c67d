import { autoTrainRequestSchema } from '@understudy/domain/auto-train/auto-train-request';
import { describe, expect, it } from 'vitest';
import { faultAt, faultsOf } from '../../app/form-faults.ts';
import { bodyOf, emptyFields, type AutoTrainFields } from './auto-train-fields.ts';

function faults(changes: Partial<AutoTrainFields>): Record<string, string> {
  const checked = autoTrainRequestSchema(500).safeParse(bodyOf({ ...emptyFields, ...changes }, 'ash'));
  return checked.success ? {} : faultsOf(checked.error);
}

describe('bodyOf', () => {
  it('asks for the seed’s four fields and leaves to the installation what nobody touched', () => {
    expect(bodyOf(emptyFields, 'ash')).toEqual({
      user_id: 'ash',
      num_examples: 50,
      genres: null,
      store_in_memory: false,
      avatar_id: null,
    });
  });

  it('asks for everything that was filled in', () => {
    const body = bodyOf(
      {
        ...emptyFields,
        numExamples: 20,
        genres: ['horror'],
        seed: 0,
        ensemble: [{ model: 'gpt-5.4-mini', weight: 2 }],
        judgeModel: ' gpt-5.4 ',
        concurrency: 8,
        maxCostUsd: 1.5,
      },
      'ash',
    );
    expect(body).toMatchObject({
      num_examples: 20,
      genres: ['horror'],
      seed: 0,
      ensemble: [{ model: 'gpt-5.4-mini', weight: 2 }],
      judge_model: 'gpt-5.4',
      concurrency: 8,
      budget: { max_cost_usd: 1.5 },
    });
    expect(body.budget).not.toHaveProperty('max_tokens');
  });
});

describe('faults stand at their fields', () => {
  it.each([
    [{ numExamples: '' }, 'num_examples', 'num_examples must be a whole number from 1 to 500.'],
    [{ numExamples: 501 }, 'num_examples', 'num_examples must be a whole number from 1 to 500.'],
    [{ concurrency: 0 }, 'concurrency', 'concurrency must be a whole number from 1 to 200.'],
    [{ maxCostUsd: 0 }, 'budget.max_cost_usd', 'max_cost_usd must be an amount in US dollars above 0.'],
    [
      { ensemble: [{ model: 'm', weight: 11 }] },
      'ensemble.0.weight',
      'weight must be a number from 0.1 to 10.',
    ],
  ])('%o', (changes, field, message) => {
    expect(faults(changes)[field]).toBe(message);
  });

  it('a fault inside a field belongs to the field', () => {
    expect(faultAt({ 'genres.0': 'no such genre' }, 'genres')).toBe('no such genre');
    expect(faultAt({ genresque: 'other' }, 'genres')).toBeNull();
  });

  it('nothing is at fault where nobody touched anything', () => {
    expect(faults({})).toEqual({});
  });
});
