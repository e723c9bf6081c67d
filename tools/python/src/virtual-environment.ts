import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '@understudy/stack/repository';

const run = promisify(execFile);
const folder = join(repositoryRoot, '.understudy', 'python');
const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** Makes a virtual environment with `datasets` in the state folder, unless there is one; its Python. */
export async function preparePython(say: (line: string) => void): Promise<string> {
  if (!existsSync(python)) {
    say('Making a virtual environment in .understudy/python.');
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder]);
  }
  const hasDatasets = await run(python, ['-c', 'import datasets']).then(
    () => true,
    () => false,
  );
  if (!hasDatasets) {
    say('Installing datasets. This takes a minute.');
    await run(python, ['-m', 'pip', 'install', '--quiet', 'datasets'], { maxBuffer: 2 ** 24 });
  }
  return python;
}

/** Runs a Python script and gives the lines that it prints. */
export async function runPython(interpreter: string, script: string, argument: string): Promise<string[]> {
  const child = spawn(interpreter, [script, argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HF_HUB_OFFLINE: '1', HF_DATASETS_DISABLE_PROGRESS_BARS: '1' },
  });
  const closed = once(child, 'close');
  let printed = '';
  for await (const piece of child.stdout.setEncoding('utf8')) printed += String(piece);
  await closed;
  if (child.exitCode !== 0) throw new Error(`${script} ended with ${String(child.exitCode)}`);
  return printed.trim().split('\n');
}
