import { expect, it } from 'vitest';
import { nextSteps } from './next-steps.ts';

it('names every step once, in the order in which it is worth trying', () => {
  const steps = nextSteps(['low_quality', 'too_few_examples', 'few_pattern_types'], 'a');
  expect(steps.map(({ to }) => to)).toEqual([
    '/avatars/a/train',
    '/auto-train?avatar=a',
    '/training-center?avatar=a&tab=add',
    '/training-center?avatar=a',
  ]);
});

it('has nothing to do about what only informs', () => {
  expect(nextSteps(['preference_pairs_as_chat'], 'a')).toEqual([]);
});
