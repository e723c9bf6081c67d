import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { elapsedSince, type Reporter } from '@understudy/stack/console/reporter';
import { findExecutable } from '@understudy/stack/processes/find-executable';
import { runCommand } from '@understudy/stack/processes/run-command';
import { findPython } from './find-python.ts';

const sourceFolder = join(import.meta.dirname, '..');
const subject = 'trainer';

/** What makes an installation outdated when it changes. The code itself is used where it is. */
const ingredients = ['pyproject.toml', 'constraints.txt', 'without-gpu.txt'];

/** How an installation is made. */
export type TrainerInstallation = {
  /** Folder that keeps the virtual environment, 5 GB at most. */
  folder: string;
  reporter: Reporter;
  signal: AbortSignal;
};

/**
 * Makes a Python environment that can train: `TRAINER_PYTHON` where it is given, else a virtual environment that is
 * kept, and made anew when the libraries that it needs have changed.
 *
 * @returns the path of its Python
 * @throws Error that says what to install
 */
export async function installTrainer({ folder, reporter, signal }: TrainerInstallation): Promise<string> {
  const given = process.env['TRAINER_PYTHON'];
  if (given !== undefined && given !== '') return given;
  const environment = join(folder, 'venv');
  const python = pythonOf(environment);
  const stamp = join(folder, 'installed');
  const wanted = await digestOfIngredients();
  if ((await textOf(stamp)) === wanted && (await exists(python))) return python;
  const startedAt = performance.now();
  await rm(environment, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const uv = await makeEnvironment(environment, { folder, reporter, signal });
  await installLibraries(uv, python, reporter, signal);
  await writeFile(stamp, wanted);
  reporter.done(subject, `its libraries are installed (${elapsedSince(startedAt)})`);
  return python;
}

/** Makes an empty virtual environment. @returns the path of a `uv` that can install into it */
async function makeEnvironment(
  environment: string,
  { reporter, signal }: TrainerInstallation,
): Promise<string> {
  const uv = await findExecutable('uv');
  if (uv !== undefined) {
    await runCommand(uv, ['venv', '--python', '>=3.11', environment], { signal });
    return uv;
  }
  const python = await findPython();
  if (python === undefined) {
    throw new Error(
      'The trainer needs Python 3.11 or newer with venv, or uv, which brings one. Install either.',
    );
  }
  reporter.tell(subject, `making a virtual environment with ${python}`);
  await runCommand(python, ['-m', 'venv', environment], { signal });
  await runCommand(pythonOf(environment), ['-m', 'pip', 'install', '--quiet', 'uv'], { signal });
  return join(pythonOf(environment), '..', process.platform === 'win32' ? 'uv.exe' : 'uv');
}

/**
 * PyTorch's own index has builds for each kind of machine; uv chooses one, of 0.2 GB for a machine without a GPU. Where
 * that index cannot be reached, the build of the usual index serves, which brings its GPU libraries along on Linux.
 */
async function installLibraries(
  uv: string,
  python: string,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  const install = (options: readonly string[]) =>
    runCommand(
      uv,
      [
        ...['pip', 'install', '--python', python, '--constraints', join(sourceFolder, 'constraints.txt')],
        ...[...options, '--editable', `${sourceFolder}[test]`],
      ],
      { signal },
    );
  try {
    reporter.tell(subject, 'installing PyTorch for this machine, TRL and PEFT: once, 1 to 10 minutes');
    await install(['--torch-backend', 'auto']);
  } catch {
    signal.throwIfAborted();
    reporter.tell(
      subject,
      'PyTorch’s own index is out of reach: the general build instead, up to 2.8 GB, 5.8 GB installed',
    );
    await install((await hasGpu()) ? [] : ['--overrides', join(sourceFolder, 'without-gpu.txt')]);
  }
}

async function hasGpu(): Promise<boolean> {
  const tool = await findExecutable('nvidia-smi');
  if (tool === undefined) return false;
  return runCommand(tool, ['--list-gpus'], { timeout: 10_000 }).then(
    (output) => output.includes('GPU'),
    () => false,
  );
}

function pythonOf(environment: string): string {
  return process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');
}

async function digestOfIngredients(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ingredients) hash.update(await readFile(join(sourceFolder, name)));
  return hash.digest('hex');
}

const textOf = (file: string) => readFile(file, 'utf8').catch(() => undefined);

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
