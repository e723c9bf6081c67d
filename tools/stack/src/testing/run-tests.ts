import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { countTests, listFailures, sumOfCounts, type TestCounts } from './count-tests.ts';
import { runVitest } from './run-vitest.ts';

/** What tests ended with. */
export interface TestsEnd {
  /** 0 if all passed. */
  readonly exitCode: number;
  readonly counts: TestCounts;
  /** A line for each test that failed. */
  readonly failures: readonly string[];
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

const parts = 6;

/** One of six parts of the tests that start a stack of their own. */
const partOfOwnStack = (number: number): Part => ({
  name: `own-stack-${String(number)}`,
  parameters: ['--project', 'own-stack', '--shard', `${String(number)}/${String(parts)}`],
});

/** What runs alone, and then what runs beside each other: tests with stacks mostly wait for one to come up or to come back. */
const steps: readonly (readonly Part[])[] = [
  [project('beside')],
  [project('shared-stack'), ...Array.from({ length: parts }, (_, index) => partOfOwnStack(index + 1))],
];

/** Parts of a step that run at the same time; whichever ends first is followed by the next. */
const atOnce = 2;

/** Runs every test of the repository. */
export async function runAllTests(run: TestRun, signal: AbortSignal): Promise<TestsEnd> {
  const ends: TestsEnd[] = [];
  for (const step of steps) {
    const amongOthers = step.length > 1;
    const waiting = [...step];
    const runRow = async (): Promise<void> => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift())
        ends.push(await runOnce(run, { ...part, amongOthers }, signal));
    };
    await Promise.all(Array.from({ length: atOnce }, runRow));
  }
  return {
    exitCode: Math.max(...ends.map(({ exitCode }) => exitCode)),
    counts: sumOfCounts(ends.map(({ counts }) => counts)),
    failures: ends.flatMap(({ failures }) => failures),
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
  const report = await readFile(reportFile, 'utf8').catch(() => undefined);
  return { exitCode, counts: countTests(report), failures: listFailures(report, repositoryRoot) };
}
