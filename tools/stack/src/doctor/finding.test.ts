import { expect, it } from 'vitest';
import { describeFindings, exitCodeOf, type Finding } from './finding.ts';

const ok: Finding = { subject: 'Node', state: 'ok', detail: '24.21.0' };
const optional: Finding = { subject: 'Docker', state: 'optional', detail: 'not needed' };
const missing: Finding = { subject: 'Temporal', state: 'missing', detail: 'none', advice: 'install Go' };

it('ends with 0 as long as only optional things are absent', () => {
  expect(exitCodeOf([ok, optional])).toBe(0);
  expect(describeFindings([ok, optional])).toContain('`npm start` should work');
});

it('ends with 1 when something is missing, names it last and says how to get it', () => {
  expect(exitCodeOf([ok, missing])).toBe(1);
  expect(describeFindings([ok, missing]).split('\n')).toEqual([
    '  ok        Node      24.21.0',
    '  missing   Temporal  none',
    '                      → install Go',
    '',
    '`npm start` cannot work yet: Temporal.',
  ]);
});
