import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import type { TestStack } from '../test-stack.ts';

/** A worker beside the one that a stack has. */
export interface ExtraWorker {
  readonly pid: number | undefined;
  /** Ends it as a deployment does. @returns its exit code */
  readonly stop: () => Promise<number | null>;
}

/** How it is started. */
export interface ExtraWorkerOptions {
  /** Of its log, a file beside those of the stack. */
  readonly name: string;
  readonly nodeFlags: readonly string[];
  /** What it gets beside the environment of this process. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts a worker beside that of a stack, and waits until it polls. */
export async function startExtraWorker(
  stack: TestStack,
  { name, nodeFlags, variables }: ExtraWorkerOptions,
): Promise<ExtraWorker> {
  const child = fork(join(repositoryRoot, 'apps/worker/src/main.ts'), {
    cwd: repositoryRoot,
    execArgv: [...nodeFlags],
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(stack.stateFolder, 'logs', `${name}.log`));
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`The worker ${name} ended before it was ready`))),
  ]);
  return { pid: child.pid, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<number | null> {
  child.kill('SIGTERM');
  await ended;
  return child.exitCode;
}
