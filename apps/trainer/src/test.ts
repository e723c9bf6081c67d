import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createReporter } from '@understudy/stack/console/reporter';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import { readSettings } from '@understudy/stack/settings/environment';
import { installTrainer } from './install-trainer.ts';

const trainerFolder = join(import.meta.dirname, '..');

/** `npm run test:trainer [-- vitest's options]`: style, types and unit tests of the Python code, then whole trainings. */
async function main(parameters: readonly string[]): Promise<number> {
  const reporter = createReporter((text) => process.stdout.write(text), performance.now());
  const stopRequested = new AbortController();
  onStopSignal(
    () => stopRequested.abort(new Error('stopped')),
    () => process.exit(130),
  );
  const python = await installTrainer({
    folder: join(readSettings().stateFolder, 'trainer'),
    reporter,
    signal: stopRequested.signal,
  });
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const steps: [string, ...string[]][] = [
    [python, '-m', 'ruff', 'check', '.'],
    [python, '-m', 'ruff', 'format', '--check', '.'],
    [python, '-m', 'mypy', 'understudy_trainer'],
    [python, '-m', 'pytest'],
    [process.execPath, vitest, 'run', '--config', join(trainerFolder, 'vitest.config.ts'), ...parameters],
  ];
  for (const [command, ...rest] of steps) {
    const code = await run(command, rest, { TRAINER_PYTHON: python }, stopRequested.signal);
    if (code !== 0) return code;
  }
  return 0;
}

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
