import { expect, it } from 'vitest';
import { findAdvisories } from './find-advisories.ts';

const advice = {
  title: 'Reads files',
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  severity: 'high',
};
const report = { vulnerabilities: { reader: { via: [advice] }, user: { via: ['reader'] } } };
const exception = {
  id: 'GHSA-aaaa-bbbb-cccc',
  reason: 'Nothing of ours reads files with it.',
  until: '2027-01-01',
};

it('names each advisory once, with the package that it is about', () => {
  expect(findAdvisories(report, [], '2026-12-31')).toEqual([`reader: high, Reads files, ${advice.url}`]);
});

it('lets an exception pass until its day has come', () => {
  expect(findAdvisories(report, [exception], '2026-12-31')).toEqual([]);
  expect(findAdvisories(report, [exception], '2027-01-01')).toHaveLength(1);
});
