import { join } from 'node:path';
import { workflowBundlePath } from '@understudy/stack/build/build-workflows';
import type { TestStack } from '@understudy/stack/test-stack';
import type { ExtraWorkerOptions } from '@understudy/stack/testing/extra-worker';

/** As the stack's own worker has them; tools/stack/src/stack/own-services.ts says why. */
const nodeFlags = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=20',
  '--external-memory-accounted-in-global-limit',
];

/** A worker like that of the stack, on its database, Temporal, storage and simulator. */
export const workerLikeOwn = (stack: TestStack, name: string): ExtraWorkerOptions => ({
  name,
  nodeFlags,
  variables: variablesOf(stack),
});

function variablesOf(stack: TestStack): Record<string, string> {
  return {
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '65536',
    DATABASE_URL: stack.databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    STORAGE_FOLDER: join(stack.stateFolder, 'storage'),
    WORKFLOW_BUNDLE: workflowBundlePath,
    SIMULATED_PROVIDERS: 'openai,huggingface',
    OPENAI_BASE_URL: `${stack.simulatorUrl}/v1`,
    OPENAI_API_KEY: 'simulated',
    HF_ENDPOINT_URL: stack.simulatorUrl,
    HF_EMBEDDING_ENDPOINT_URL: `${stack.simulatorUrl}/hf/models/simulated/embeddings`,
    HF_ENDPOINT: `${stack.simulatorUrl}/hf`,
    HF_TOKEN: 'hf_simulated',
  };
}
