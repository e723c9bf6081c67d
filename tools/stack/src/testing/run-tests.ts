import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countTests, sumOfCounts, type TestCounts } from './count-tests.ts';
import { runVitest } from './run-vitest.ts';

/** What tests ended with. */
export interface TestsEnd {
  /** 0 if all passed. */
  readonly exitCode: number;
  readonly counts: TestCounts;
}

/** What all runs need. */
export interface TestRun {
  /** Where reports go. */
  readonly folder: string;
  /** Environment variables for the tests. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Projects of vitest.config.ts that run at the same time, step by step. Tests that start a stack of their own mostly wait
 * for one to come up or to come back: beside them there is time for those that share one.
 */
const steps: readonly (readonly string[])[] = [['beside'], ['shared-stack', 'own-stack']];

/** Runs every test of the repository. */
export async function runAllTests(run: TestRun, signal: AbortSignal): Promise<TestsEnd> {
  const ends: TestsEnd[] = [];
  for (const projects of steps) {
    const amongOthers = projects.length > 1;
    const ended = projects.map((project) =>
      runOnce(run, { name: project, parameters: ['--project', project], amongOthers }, signal),
    );
    ends.push(...(await Promise.all(ended)));
  }
  return {
    exitCode: Math.max(...ends.map(({ exitCode }) => exitCode)),
    counts: sumOfCounts(ends.map(({ counts }) => counts)),
  };
}

/** Runs the tests that vitest's parameters mean, one project after the other. */
export const runSomeTests = (
  run: TestRun,
  parameters: readonly string[],
  signal: AbortSignal,
): Promise<TestsEnd> => runOnce(run, { name: 'some', parameters, amongOthers: false }, signal);

async function runOnce(
  { folder, variables }: TestRun,
  { name, parameters, amongOthers }: { name: string; parameters: readonly string[]; amongOthers: boolean },
  signal: AbortSignal,
): Promise<TestsEnd> {
  const reportFile = join(folder, `${name}.json`);
  const exitCode = await runVitest({ parameters, reportFile, variables, amongOthers }, signal);
  return { exitCode, counts: countTests(await readFile(reportFile, 'utf8').catch(() => undefined)) };
}
