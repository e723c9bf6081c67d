import { join } from 'node:path';
import type { TestStack } from '@understudy/stack/test-stack';
import { startExtraWorker, type ExtraWorker } from '@understudy/stack/testing/extra-worker';

/**
 * Starts a worker for a stack of a test, on the stack's database, Temporal, storage and simulator, and waits until it polls.
 * Its log is a file beside those of the stack.
 *
 * @param variables what it gets beside the addresses, such as its version
 */
export function startWorker(
  stack: TestStack,
  name: string,
  variables: Record<string, string>,
): Promise<ExtraWorker> {
  return startExtraWorker(stack, {
    name,
    nodeFlags: ['--max-semi-space-size=4', '--heap-growing-percent=20'],
    variables: { ...workerVariables(stack), ...variables },
  });
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
