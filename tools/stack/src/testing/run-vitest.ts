import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../repository.ts';

/**
 * Runs vitest once over the repository, in this terminal.
 * @param parameters passed on: paths, `-t`, reporters.
 * @param reportFile receives vitest's JSON report.
 * @param variables environment variables for the tests.
 * @returns vitest's exit code; 1 if it was ended by a signal.
 */
export async function runVitest(
  parameters: readonly string[],
  reportFile: string,
  variables: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...parameters], {
    cwd: repositoryRoot,
    env: { ...process.env, ...variables },
    stdio: 'inherit',
  });
  const end = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
