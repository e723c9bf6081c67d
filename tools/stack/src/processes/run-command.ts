import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endProcessGroup } from './end-process.ts';

/** A command that could not be started, failed, was aborted or took too long. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** How a command runs. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command and everything it started. */
  readonly signal?: AbortSignal | undefined;
  /** Receives each line of standard output and standard error as it comes. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds after which the command is ended; unlimited if absent. */
  readonly timeout?: number;
}

const linesKept = 400;

/**
 * Runs a command to its end, apart from the terminal's process group so that Ctrl-C is ours to handle.
 * @returns the last 400 lines of its standard output and standard error together.
 * @throws {CommandError} with the last lines it wrote.
 */
export async function runCommand(
  command: string,
  parameters: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  options.signal?.throwIfAborted();
  const child = spawn(command, parameters, {
    cwd: options.cwd,
    env: options.env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      if (lines.length > linesKept) lines.shift();
      options.onLine?.(line);
    });
  }
  const limits = [
    options.signal,
    options.timeout === undefined ? undefined : AbortSignal.timeout(options.timeout),
  ];
  const limit = AbortSignal.any(limits.filter((signal) => signal !== undefined));
  const end = (): void => endProcessGroup(child, 'SIGKILL');
  limit.addEventListener('abort', end, { once: true });
  try {
    const code = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
    });
    if (code === 0) return lines.join('\n');
    const reason = limit.aborted ? 'was ended before it was done' : `ended with ${String(code)}`;
    throw new CommandError([`${command} ${reason}`, ...lines.slice(-8)].join('\n'));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${command} could not be started: ${describe(error)}`, { cause: error });
  } finally {
    limit.removeEventListener('abort', end);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
