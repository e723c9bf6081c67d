import { expect, it } from 'vitest';
import { isSameMapping, targetOf, withTarget } from './mapping-choices.ts';

const mapping = { instruction: 'q', response: 'a' };

it('gives a field of ours to one field of the file only', () => {
  const changed = withTarget(mapping, 'better', 'response');
  expect(changed).toEqual({ instruction: 'q', response: 'better' });
  expect(targetOf(changed, 'a')).toBeNull();
});

it('moves a field of the file from one of ours to another', () => {
  expect(withTarget(mapping, 'q', 'context')).toEqual({ response: 'a', context: 'q' });
});

it('makes a field an extra one', () => {
  const changed = withTarget(mapping, 'a', null);
  expect(changed).toEqual({ instruction: 'q' });
  expect(isSameMapping(changed, mapping)).toBe(false);
  expect(isSameMapping(withTarget(changed, 'a', 'response'), mapping)).toBe(true);
});
