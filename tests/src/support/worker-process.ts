import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@understudy/stack/repository';
import type { TestStack } from '@understudy/stack/test-stack';

/** A worker beside the one that a stack has. */
export type WorkerProcess = {
  /** Ends it as a deployment does. @returns its exit code */
  stop: () => Promise<number | null>;
};

/**
 * Starts a worker for a stack of a test, on the stack's database, Temporal, storage and simulator, and waits until it polls.
 * Its log is a file beside those of the stack.
 *
 * @param variables what it gets beside the addresses, such as its version
 */
export async function startWorker(
  stack: TestStack,
  name: string,
  variables: Record<string, string>,
): Promise<WorkerProcess> {
  const child = fork(join(repositoryRoot, 'apps/worker/src/main.ts'), {
    cwd: repositoryRoot,
    execArgv: ['--max-semi-space-size=8', '--heap-growing-percent=20'],
    env: { ...process.env, ...workerVariables(stack), ...variables },
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
  return { stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<number | null> {
  child.kill('SIGTERM');
  await ended;
  return child.exitCode;
}

/** What a worker needs to know of a stack. */
export function workerVariables(stack: TestStack): Record<string, string> {
  return {
    NODE_ENV: 'development',
    DATABASE_URL: stack.databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    STORAGE_FOLDER: join(stack.stateFolder, 'storage'),
    SIMULATED_PROVIDERS: 'openai,huggingface,together,fireworks',
    OPENAI_BASE_URL: `${stack.simulatorUrl}/v1`,
    OPENAI_API_KEY: 'simulated',
    HF_ENDPOINT_URL: stack.simulatorUrl,
    HF_ENDPOINT: `${stack.simulatorUrl}/hf`,
    HF_TOKEN: 'hf_simulated',
    TOGETHER_API_KEY: 'simulated',
    TOGETHER_BASE_URL: `${stack.simulatorUrl}/together/v1`,
    FIREWORKS_API_KEY: 'simulated',
    FIREWORKS_ACCOUNT_ID: 'simulated',
    FIREWORKS_BASE_URL: `${stack.simulatorUrl}/fireworks`,
  };
}
