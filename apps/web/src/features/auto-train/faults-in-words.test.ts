import { autoTrainRequestSchema } from '@understudy/domain/auto-train/auto-train-request';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../app/form-faults.ts';
import { bodyOf, emptyFields, type AutoTrainFields } from './auto-train-fields.ts';
import { faultsInWords } from './faults-in-words.ts';

/** The faults of a batch as the page says them. */
function faultsIn(changes: Partial<AutoTrainFields>): Record<string, string> {
  const checked = autoTrainRequestSchema(500).safeParse(bodyOf({ ...emptyFields, ...changes }, 'ann'));
  return checked.success ? {} : faultsInWords(faultsOf(checked.error));
}

describe('the faults of a batch', () => {
  it('name the field as the page does, and say what is allowed', () => {
    const allowed = 'The number of examples must be a whole number from 1 to 500.';
    for (const numExamples of [0, 900, '', 2.5]) {
      expect(faultsIn({ numExamples })).toEqual({ num_examples: allowed });
    }
  });

  it('never show a name of the API', () => {
    const wrong = {
      numExamples: 0,
      ensemble: [{ model: '', weight: 50 }],
      concurrency: 0,
      maxCostUsd: 0,
      maxTokens: 0,
      seed: -1,
    };
    const said = Object.values(faultsIn(wrong));
    expect(said.length).toBeGreaterThanOrEqual(7);
    for (const sentence of said) expect(sentence).not.toMatch(/[a-z]_[a-z]|^[a-z]/u);
  });
});
