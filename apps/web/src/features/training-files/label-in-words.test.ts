import { expect, it } from 'vitest';
import { labelInWords } from './label-in-words.ts';

it('reads as a phrase', () => {
  expect(labelInWords('confusion_to_clarity')).toBe('Confusion to clarity');
  expect(labelInWords('grief')).toBe('Grief');
  expect(labelInWords('')).toBe('');
});
