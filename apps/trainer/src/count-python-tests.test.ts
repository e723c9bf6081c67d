import { expect, it } from 'vitest';
import { countPythonTests } from './count-python-tests.ts';

it('counts tests by their end', () => {
  const suite = '<testsuite name="pytest" errors="1" failures="2" skipped="3" tests="95" time="23.1">';
  expect(
    countPythonTests(`<?xml version="1.0"?><testsuites name="all">${suite}</testsuite></testsuites>`),
  ).toEqual({
    passed: 89,
    failed: 3,
    skipped: 3,
  });
});

it('counts a run without a report as failed', () => {
  expect(countPythonTests(undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
