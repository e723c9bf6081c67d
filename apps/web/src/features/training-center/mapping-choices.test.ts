import { expect, it } from 'vitest';
import { isSameMapping, keptFields, targetOf, withTarget } from './mapping-choices.ts';

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

it('keeps the fields that feed nothing, and none that a form reads by its own name', () => {
  const preview = { fields: ['q', 'a', 'parallel', 'id'], unmapped: ['id'], mapping };
  expect(keptFields(preview, mapping)).toEqual(['id']);
  expect(keptFields(preview, withTarget(mapping, 'a', null))).toEqual(['a', 'id']);
  expect(keptFields(preview, withTarget(mapping, 'id', 'source'))).toEqual([]);
});
