import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  compareAnswersRequestSchema,
  compareAnswersResponseSchema,
  promptVersionComparisonSchema,
  ratePromptVersionSchema,
  rollbackPromptVersionSchema,
} from './prompt-version.ts';

describe('the requests', () => {
  it('takes whole ratings from 1 to 5', () => {
    expect(ratePromptVersionSchema.safeParse({ rating: 5, comment: 'good' }).success).toBe(true);
    for (const rating of [0, 6, 2.5, '4'])
      expect(ratePromptVersionSchema.safeParse({ rating }).success).toBe(false);
    expect(ratePromptVersionSchema.safeParse({ rating: 3, comment: 'x'.repeat(2_001) }).success).toBe(false);
  });

  it('rolls back to the version before when none is named', () => {
    expect(rollbackPromptVersionSchema.parse({})).toEqual({});
    expect(rollbackPromptVersionSchema.safeParse({ to_version_id: 'no id' }).success).toBe(false);
  });

  it('takes one to ten questions with something in them', () => {
    const accepts = (questions: string[]) => compareAnswersRequestSchema.safeParse({ questions }).success;
    expect(accepts(['why?'])).toBe(true);
    expect(accepts([])).toBe(false);
    expect(accepts(['  '])).toBe(false);
    expect(accepts(Array<string>(11).fill('why?'))).toBe(false);
    expect(accepts(['x'.repeat(2_001)])).toBe(false);
  });
});

it('has examples that its own schemas accept', () => {
  for (const schema of [ratePromptVersionSchema, compareAnswersRequestSchema, compareAnswersResponseSchema]) {
    for (const example of z.array(z.unknown()).min(1).parse(schema.meta()?.examples)) schema.parse(example);
  }
});

it('appears in OpenAPI under names of its own', () => {
  const { $defs } = z.toJSONSchema(promptVersionComparisonSchema);
  expect(Object.keys($defs ?? {})).toEqual(
    expect.arrayContaining([
      'PromptVersion',
      'MeasuredStyle',
      'CommunicationAnalysis',
      'RatingSummary',
      'FieldChange',
    ]),
  );
});
