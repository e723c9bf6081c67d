import { expect, it } from 'vitest';
import { countTests, describeCounts, listFailures, sumOfCounts } from './count-tests.ts';

const file = (status: string, ...tests: string[]): unknown => ({
  name: '/repository/libs/rain.test.ts',
  status,
  assertionResults: tests.map((test, index) => ({
    fullName: `test ${String(index)}`,
    status: test,
    failureMessages: test === 'failed' ? ['AssertionError: wet\n  at rain.ts:3'] : [],
  })),
});
const reportOf = (...testResults: unknown[]): string => JSON.stringify({ testResults });

it('counts tests by their end', () => {
  const counts = countTests(
    reportOf(file('failed', 'passed', 'failed'), file('passed', 'passed', 'pending')),
  );
  expect(counts).toEqual({ passed: 2, failed: 1, skipped: 1 });
});

it('counts a file that could not be loaded as one failed test', () => {
  expect(countTests(reportOf(file('failed'), file('passed', 'passed')))).toMatchObject({
    passed: 1,
    failed: 1,
  });
});

it('counts a run without a report as failed', () => {
  expect(describeCounts(countTests(undefined))).toBe('0 passed, 1 failed');
});

it('adds the counts of several runs', () => {
  const [one, other] = [reportOf(file('passed', 'passed', 'pending')), undefined].map(countTests);
  if (one === undefined || other === undefined) throw new Error('There are two');
  expect(sumOfCounts([one, other])).toEqual({ passed: 1, failed: 1, skipped: 1 });
});

it('names what failed, in one line each', () => {
  const names = (...files: unknown[]): string[] => listFailures(reportOf(...files), '/repository');
  expect(names(file('failed', 'passed', 'failed'), file('passed', 'passed'))).toEqual([
    'libs/rain.test.ts > test 1: AssertionError: wet',
  ]);
  expect(names(file('failed'))).toEqual(['libs/rain.test.ts: It could not be loaded']);
  expect(listFailures(undefined, '/repository')).toHaveLength(1);
});

it('says of a test that ran out of time that it did', () => {
  const assertionResults = [
    { fullName: 'waits', status: 'failed', failureMessages: ['Error: STACK_TRACE_ERROR\n  at rain.ts:3'] },
  ];
  const late = { name: '/repository/libs/rain.test.ts', status: 'failed', assertionResults };
  expect(listFailures(reportOf(late), '/repository')).toEqual([
    'libs/rain.test.ts > waits: It took longer than a test may',
  ]);
});
