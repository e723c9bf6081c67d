import { relative } from 'node:path';
import { z } from 'zod';

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** How many tests there were, by their end. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts the tests of vitest's JSON report. A file that could not be loaded, and a report that was not written, count as
 * one failed test each: nothing of them ran.
 */
export function countTests(json: string | undefined): TestCounts {
  if (json === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.parse(JSON.parse(json)).testResults) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  return counts;
}

/**
 * The failed tests of vitest's JSON report, each with its file below `folder` and the first line of what it said: a log of
 * many thousand lines ends with them.
 */
export function listFailures(json: string | undefined, folder: string): string[] {
  if (json === undefined) return ['No report was written: the run of the tests itself failed'];
  return report.parse(JSON.parse(json)).testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const file = relative(folder, name);
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLineOf(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLineOf(failureMessages?.[0])}`,
    );
  });
}

/** vitest names a test that ran out of time like this in its report. */
const outOfTime = 'Error: STACK_TRACE_ERROR';

function firstLineOf(text = 'It could not be loaded'): string {
  const line = text.split('\n', 1)[0] ?? text;
  return line === outOfTime ? 'It took longer than a test may' : line;
}

/** The counts of several runs together. */
export function sumOfCounts(all: readonly TestCounts[]): TestCounts {
  const sum = (name: keyof TestCounts): number => all.reduce((total, counts) => total + counts[name], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** `N passed, N failed`, and before it how many were skipped, if any. */
export function describeCounts({ passed, failed, skipped }: TestCounts): string {
  const line = `${String(passed)} passed, ${String(failed)} failed`;
  return skipped === 0 ? line : `${String(skipped)} skipped\n${line}`;
}
