import { expect, it } from 'vitest';
import { shutdownState } from './shutdown-state.ts';

const now = new Date('2026-11-21T18:00:00Z');

it.each([
  ['2027-03-01', undefined, undefined],
  ['2027-01-14', 'later', 'Ash’s model will be shut down in 54 days'],
  ['2026-12-21', 'soon', 'Ash’s model will be shut down in 30 days'],
  ['2026-11-22', 'soon', 'Ash’s model will be shut down tomorrow'],
  ['2026-11-21', 'past', 'Ash’s model has been shut down'],
])('a shutdown on %s is %s', (date, urgency, title) => {
  const state = shutdownState(date, now);
  expect(state?.urgency).toBe(urgency);
  expect(state?.title('Ash')).toBe(title);
});
