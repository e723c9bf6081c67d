import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '@understudy/stack/repository';
import type { z } from 'zod';
import type { Say } from './check-result.ts';

const run = promisify(execFile);
const folder = join(repositoryRoot, '.understudy', 'python');
const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** What the scripts import; PyYAML comes with datasets. */
const packages = ['datasets', 'openai', 'nbformat'];

/** The last AutoTrain Advanced. Its source is read, and nothing of it is run, so what it depends on is left out. */
const autoTrain = 'autotrain-advanced==0.8.36';

/** Makes a virtual environment with what the checks need in the state folder, unless there is one; its Python. */
export async function preparePython(say: Say): Promise<string> {
  if (!existsSync(python)) {
    say('Making a virtual environment in .understudy/python.');
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder]);
  }
  const isComplete = await run(python, ['-c', `import ${packages.join(', ')}`]).then(
    () => true,
    () => false,
  );
  if (!isComplete) {
    say(`Installing ${packages.join(', ')}. This takes a minute.`);
    await run(python, ['-m', 'pip', 'install', '--quiet', ...packages], { maxBuffer: 2 ** 24 });
  }
  return python;
}

/** Fetches the package of AutoTrain into the state folder, unless it is there; its folder. */
export async function fetchAutoTrain(interpreter: string, say: Say): Promise<string> {
  const target = join(folder, 'autotrain-advanced');
  if (!existsSync(target)) {
    say(`Fetching ${autoTrain}, without what it depends on.`);
    await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', target, autoTrain]);
  }
  return target;
}

/**
 * Runs a script of this tool and gives the JSON that it prints, an object a line.
 *
 * @throws Error when the script fails
 */
export async function runPython<Schema extends z.ZodType>(
  interpreter: string,
  script: string,
  parameters: readonly string[],
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const child = spawn(interpreter, [join(import.meta.dirname, '..', script), ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HF_HUB_OFFLINE: '1',
      // The model is tiny, and threads would only wait for each other: for minutes, on a busy machine.
      OMP_NUM_THREADS: '1',
      // What these libraries say of themselves is of no use here.
      PYTHONWARNINGS: 'ignore',
      TQDM_DISABLE: '1',
      HF_DATASETS_DISABLE_PROGRESS_BARS: '1',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  const closed = once(child, 'close');
  let printed = '';
  for await (const piece of child.stdout.setEncoding('utf8')) printed += String(piece);
  await closed;
  if (child.exitCode !== 0) throw new Error(`${script} ended with ${String(child.exitCode)}`);
  const lines = printed.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
