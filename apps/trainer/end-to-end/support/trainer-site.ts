import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type StackOptions, type TestStack } from '@understudy/stack/test-stack';
import {
  runPython,
  startTrainer,
  wholeTrainerCommand,
  workerCommand,
  type TrainerProcess,
} from './trainer-process.ts';

/** Name of the model that the tests make. */
export const tinyModel = 'tiny';

/** A stack, and a trainer beside it that knows a tiny model. */
export type TrainerSite = {
  stack: TestStack;
  /** The folder of the object storage. */
  storage: string;
  startWorker(): Promise<TrainerProcess>;
  /** Starts `npm run trainer`, told no more than where the stack is, as on a machine with a stack of its own ports. */
  startWholeTrainer(): Promise<TrainerProcess>;
  /** Base address of the trainer's server. */
  serverUrl: string;
  stop(): Promise<void>;
};

/** Starts a stack and makes the model. */
export async function startTrainerSite(options: StackOptions): Promise<TrainerSite> {
  const models = await mkdtemp(join(tmpdir(), 'understudy-models-'));
  const port = String(30_000 + Math.floor(Math.random() * 2_000));
  const serverUrl = `http://127.0.0.1:${port}/v1`;
  const [stack] = await Promise.all([
    startStack({ ...options, environment: { ...options.environment, LORA_BASE_URL: serverUrl } }),
    runPython('tests.tiny_model', join(models, tinyModel)),
  ]);
  const storage = join(stack.stateFolder, 'storage');
  const own = { TRAINER_MODELS_FOLDER: models, HF_HUB_OFFLINE: '1' };
  return {
    stack,
    storage,
    serverUrl,
    startWorker: () =>
      startTrainer(workerCommand(), {
        ...own,
        TEMPORAL_ADDRESS: stack.temporalAddress,
        STORAGE_FOLDER: storage,
      }),
    startWholeTrainer: () =>
      startTrainer(wholeTrainerCommand(), {
        ...own,
        UNDERSTUDY_STATE: stack.stateFolder,
        TEMPORAL_PORT: stack.temporalAddress.split(':').at(-1) ?? '',
        TRAINER_SERVE_PORT: port,
      }),
    async stop() {
      await stack.stop();
      await rm(models, { recursive: true, force: true });
    },
  };
}
