import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { repositoryRoot } from '../repository.ts';

/** How vitest is run. */
export interface VitestRun {
  /** Passed on: paths, `-t`, `--project`, reporters. */
  readonly parameters: readonly string[];
  /** Receives vitest's JSON report. */
  readonly reportFile: string;
  /** Environment variables for the tests. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether others run at the same time: then its lines are handed on whole, and it does not redraw the terminal. */
  readonly amongOthers?: boolean;
}

/**
 * Runs vitest once over the repository, in this terminal.
 * @returns vitest's exit code; 1 if it was ended by a signal.
 */
export async function runVitest(
  { parameters, reportFile, variables, amongOthers = false }: VitestRun,
  signal: AbortSignal,
): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...parameters], {
    cwd: repositoryRoot,
    env: { ...process.env, ...variables },
    stdio: amongOthers ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  handOn(child.stdout, process.stdout);
  handOn(child.stderr, process.stderr);
  const end = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Hands lines on, each whole. */
function handOn(from: Readable | null, to: Writable): void {
  if (from === null) return;
  createInterface({ input: from }).on('line', (line) => to.write(`${line}\n`));
}
