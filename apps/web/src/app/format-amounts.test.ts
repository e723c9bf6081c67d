import { expect, it } from 'vitest';
import { formatCompact, formatQuality, formatUsd } from './format-amounts.ts';

it.each([
  [0, '$0.00'],
  [0.0042, '$0.0042'],
  [0.041234, '$0.041'],
  [0.5, '$0.50'],
  [1234.5, '$1,234.50'],
])('shows %d dollars as %s', (usd, shown) => {
  expect(formatUsd(usd)).toBe(shown);
});

it('shortens large counts and keeps the decimal of a score', () => {
  expect([formatCompact(950), formatCompact(12_400)]).toEqual(['950', '12.4K']);
  expect([formatQuality(8), formatQuality(9.3)]).toEqual(['8.0', '9.3']);
});
