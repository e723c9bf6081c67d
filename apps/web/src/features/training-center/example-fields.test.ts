import { expect, it } from 'vitest';
import { changedFields } from './example-fields.ts';

const before = { instruction: 'Hello?', context: 'At noon', response: 'Hi.', rejected: '' };

it('sends what has changed, and no other field', () => {
  expect(changedFields(before, { ...before, response: 'Hello!' })).toEqual({ response: 'Hello!' });
  expect(changedFields(before, before)).toEqual({});
});

it('takes a blank context for none', () => {
  expect(changedFields(before, { ...before, context: '  ' })).toEqual({ context: null });
});
