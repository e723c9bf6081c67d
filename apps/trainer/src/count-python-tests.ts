import type { TestCounts } from '@understudy/stack/testing/count-tests';

/**
 * Counts the tests of pytest's JUnit report. One that was not written counts as one failed test: nothing of it ran.
 */
export function countPythonTests(xml: string | undefined): TestCounts {
  const suite = /<testsuite\b[^>]*>/.exec(xml ?? '')?.[0];
  if (suite === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const count = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = count('failures') + count('errors');
  const skipped = count('skipped');
  return { passed: count('tests') - failed - skipped, failed, skipped };
}
