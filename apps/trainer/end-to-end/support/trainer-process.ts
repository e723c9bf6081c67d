import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const trainerFolder = join(import.meta.dirname, '..', '..');

/** A process of the trainer: its worker, its server, or `npm run trainer` with both. */
export type TrainerProcess = {
  /** Everything that it has written so far. */
  lines: readonly string[];
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
};

/** Which process, and what it writes when it is ready. */
export type TrainerCommand = {
  command: string;
  parameters: readonly string[];
  readyTexts: readonly string[];
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

/** The worker alone, whose process is the one that can be killed. */
export const workerCommand = (): TrainerCommand => ({
  command: trainerPython(),
  parameters: ['-m', 'understudy_trainer', 'worker'],
  readyTexts: ['ready: serving'],
});

/** `npm run trainer`: the worker and the server. */
export const wholeTrainerCommand = (): TrainerCommand => ({
  command: process.execPath,
  parameters: ['src/start.ts'],
  readyTexts: ['ready: serving', 'Uvicorn running'],
});

/** Runs a Python script of the trainer's folder to its end. */
export async function runPython(...parameters: readonly string[]): Promise<void> {
  const child = spawn(trainerPython(), ['-m', ...parameters], {
    cwd: trainerFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await ended(child);
  if (code !== 0) throw new Error(`${parameters.join(' ')} ended with ${String(code)}`);
}

/** Starts a process of the trainer, and resolves when it has written every text that tells that it is ready. */
export async function startTrainer(
  { command, parameters, readyTexts }: TrainerCommand,
  variables: Readonly<Record<string, string>>,
): Promise<TrainerProcess> {
  const child = spawn(command, parameters, {
    cwd: trainerFolder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = ended(child);
  const lines: string[] = [];
  const missing = new Set(readyTexts);
  const ready = new Promise<void>((resolve) => {
    const hear = (line: string) => {
      lines.push(line);
      for (const text of missing) if (line.includes(text)) missing.delete(text);
      if (missing.size === 0) resolve();
    };
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', hear);
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
