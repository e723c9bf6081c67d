import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The worker trains; the server answers chats with what was trained. */
export type TrainerPart = 'worker' | 'serve';

/** Processes of the trainer that were started together. */
export type RunningParts = {
  /** The exit code of the first that ended, once all have; 0 when they were stopped. */
  ended: Promise<number>;
  /** Ends them without waiting for a checkpoint. */
  kill: () => void;
};

/**
 * Starts parts of the trainer in this terminal. When one ends, or the signal comes, the others are told to stop, which
 * takes as long as the checkpoint of a training under way.
 */
export function startParts(
  parts: readonly TrainerPart[],
  { python, variables, signal }: { python: string; variables: NodeJS.ProcessEnv; signal: AbortSignal },
): RunningParts {
  const children = parts.map((part) =>
    spawn(python, ['-m', 'understudy_trainer', part], {
      cwd: join(import.meta.dirname, '..'),
      env: variables,
      stdio: ['ignore', 'inherit', 'inherit'],
      // Ctrl-C reaches this process, which passes it on once.
      detached: process.platform !== 'win32',
    }),
  );
  const stop = () => children.forEach((child) => void child.kill('SIGTERM'));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const ends = children.map(async (child) => {
    try {
      return await endOf(child);
    } finally {
      stop();
    }
  });
  return {
    ended: allEnded(ends, signal),
    kill: () => children.forEach((child) => void child.kill('SIGKILL')),
  };
}

async function allEnded(ends: readonly Promise<number>[], signal: AbortSignal): Promise<number> {
  const [first] = await Promise.all([Promise.race(ends), Promise.allSettled(ends)]);
  return signal.aborted ? 0 : first;
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
