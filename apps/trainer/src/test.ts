import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createReporter, elapsedSince } from '@understudy/stack/console/reporter';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import { readSettings } from '@understudy/stack/settings/environment';
import { countTests, describeCounts, type TestCounts } from '@understudy/stack/testing/count-tests';
import { countPythonTests } from './count-python-tests.ts';
import { installTrainer } from './install-trainer.ts';

const trainerFolder = join(import.meta.dirname, '..');

/** `npm run test:trainer [-- vitest's options]`: style, types and unit tests of the Python code, then whole trainings. */
async function main(parameters: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const reporter = createReporter((text) => process.stdout.write(text), startedAt);
  const stopRequested = new AbortController();
  onStopSignal(
    () => stopRequested.abort(new Error('stopped')),
    () => process.exit(130),
  );
  const { signal } = stopRequested;
  const python = await installTrainer({
    folder: join(readSettings().stateFolder, 'trainer'),
    reporter,
    signal,
  });
  reporter.done('trainer', `tests begin (${elapsedSince(startedAt)})`);
  const reports = await mkdtemp(join(tmpdir(), 'understudy-test-'));
  const [unit, whole] = [join(reports, 'unit.xml'), join(reports, 'whole.json')];
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const steps: [string, ...string[]][] = [
    [python, '-m', 'ruff', 'check', '.'],
    [python, '-m', 'ruff', 'format', '--check', '.'],
    [python, '-m', 'mypy', 'understudy_trainer'],
    [python, '-m', 'pytest', `--junit-xml=${unit}`],
    [
      ...([process.execPath, vitest, 'run', '--config', join(trainerFolder, 'vitest.config.ts')] as const),
      ...['--reporter=verbose', '--reporter=json', `--outputFile.json=${whole}`, ...parameters],
    ],
  ];
  try {
    let exitCode = 0;
    for (const [command, ...rest] of steps) {
      const code = await run(command, rest, { TRAINER_PYTHON: python }, signal);
      if (code !== 0) exitCode = code;
      if (signal.aborted) return exitCode;
    }
    const counts = [countPythonTests(await textOf(unit)), countTests(await textOf(whole))];
    reporter.done('trainer', `all of it took ${elapsedSince(startedAt)}`);
    process.stdout.write(`\n${describeCounts(counts.reduce(together))}\n`);
    return exitCode;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

const together = (one: TestCounts, other: TestCounts): TestCounts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

const textOf = (file: string) => readFile(file, 'utf8').catch(() => undefined);

function run(
  command: string,
  parameters: readonly string[],
  variables: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const child = spawn(command, parameters, {
    cwd: trainerFolder,
    // One thread: the model is tiny, and threads would only wait for each other.
    env: { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '', ...variables },
    stdio: 'inherit',
  });
  signal.addEventListener('abort', () => void child.kill('SIGINT'), { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

process.exitCode = await main(process.argv.slice(2));
