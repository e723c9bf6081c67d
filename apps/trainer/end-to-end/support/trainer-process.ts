import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const trainerFolder = join(import.meta.dirname, '..', '..');

/** A process of the trainer: its worker, or its server. */
export type TrainerProcess = {
  /** Everything that it has written so far. */
  lines: readonly string[];
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
};

/**
 * The Python that `npm run test:trainer` has prepared.
 *
 * @throws Error when the tests were started otherwise
 */
export function trainerPython(): string {
  const python = process.env['TRAINER_PYTHON'];
  if (python === undefined)
    throw new Error('TRAINER_PYTHON is not set: run the tests with `npm run test:trainer`');
  return python;
}

/** Runs a Python script of the trainer's folder to its end. */
export async function runPython(...parameters: readonly string[]): Promise<void> {
  const child = spawn(trainerPython(), parameters, {
    cwd: trainerFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await ended(child);
  if (code !== 0) throw new Error(`${parameters.join(' ')} ended with ${String(code)}`);
}

/** Starts a part of the trainer, and resolves when it has written a line with `readyText`. */
export async function startTrainer(
  part: 'worker' | 'serve',
  variables: Readonly<Record<string, string>>,
  readyText: string,
): Promise<TrainerProcess> {
  const child = spawn(trainerPython(), ['-m', 'understudy_trainer', part], {
    cwd: trainerFolder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = ended(child);
  const lines: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (line.includes(readyText)) resolve();
    });
  });
  const died = exit.then((code) => {
    throw new Error(`the trainer ended with ${String(code)}:\n${lines.slice(-20).join('\n')}`);
  });
  await Promise.race([ready, died]);
  died.catch(() => undefined);
  return {
    lines,
    async end(signal) {
      child.kill(signal);
      await exit;
    },
  };
}

function ended(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
}
