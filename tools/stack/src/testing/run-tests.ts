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

/** Tests that one run of vitest is for. */
interface Part {
  readonly name: string;
  readonly parameters: readonly string[];
}

const project = (name: string): Part => ({ name, parameters: ['--project', name] });

/** A quarter of the tests that start a stack of their own. */
const quarterOfOwnStack = (number: number): Part => ({
  name: `own-stack-${String(number)}`,
  parameters: ['--project', 'own-stack', '--shard', `${String(number)}/4`],
});

/**
 * Projects of vitest.config.ts, step by step, in rows that go on at the same time. Tests that start a stack of their own
 * mostly wait for one to come up or to come back: beside them there is time for those that share one, which end sooner and
 * are followed by the last quarter of the others.
 */
const steps: readonly (readonly (readonly Part[])[])[] = [
  [[project('beside')]],
  [
    [project('shared-stack'), quarterOfOwnStack(4)],
    [quarterOfOwnStack(1), quarterOfOwnStack(2), quarterOfOwnStack(3)],
  ],
];

/** Runs every test of the repository. */
export async function runAllTests(run: TestRun, signal: AbortSignal): Promise<TestsEnd> {
  const ends: TestsEnd[] = [];
  for (const rows of steps) {
    const amongOthers = rows.length > 1;
    const runRow = async (parts: readonly Part[]): Promise<void> => {
      for (const part of parts) ends.push(await runOnce(run, { ...part, amongOthers }, signal));
    };
    await Promise.all(rows.map(runRow));
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
  { name, parameters, amongOthers }: Part & { amongOthers: boolean },
  signal: AbortSignal,
): Promise<TestsEnd> {
  const reportFile = join(folder, `${name}.json`);
  const exitCode = await runVitest({ parameters, reportFile, variables, amongOthers }, signal);
  return { exitCode, counts: countTests(await readFile(reportFile, 'utf8').catch(() => undefined)) };
}
