import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { loraEventBatchSchema, loraEventsKey, type LoraEvent } from '@understudy/domain/lora/lora-events';
import { loraManifestSchema, type LoraManifest } from '@understudy/domain/lora/lora-manifest';
import { loraWorkflowId, trainLoraWorkflow } from '@understudy/domain/lora/train-lora-contract';
import { trainLoraInputSchema, type TrainLoraInput } from '@understudy/domain/lora/train-lora-input';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { startStack } from '@understudy/stack/test-stack';
import { runPython, startTrainer, type TrainerProcess } from './trainer-process.ts';

/** Name of the model that the tests make. */
export const tinyModel = 'tiny';

/** A Temporal with our worker, an object storage, and a tiny model: all that trainers need. */
export type LoraStack = {
  startWorker(): Promise<TrainerProcess>;
  startServer(port: number, apiKey: string): Promise<TrainerProcess>;
  /** Stores the rows and starts a training of them. */
  train(
    rows: { training: string; validation?: string },
    settings?: Partial<TrainLoraInput>,
  ): Promise<Training>;
  stop(): Promise<void>;
};

/** A training that was started. */
export type Training = {
  input: TrainLoraInput;
  handle: WorkflowHandle;
  /** Reads its events so far as a product would: one object after the other. */
  events(): Promise<LoraEvent[]>;
  manifest(folder: string): Promise<LoraManifest | undefined>;
  /** The bytes of one of its objects. */
  bytes(name: string): Promise<Uint8Array>;
  /** Names of its folders of checkpoints that are complete. */
  checkpoints(): Promise<string[]>;
};

/** Starts the stack and makes the model. */
export async function startLoraStack(): Promise<LoraStack> {
  const models = await mkdtemp(join(tmpdir(), 'understudy-models-'));
  const [stack] = await Promise.all([
    startStack({ api: false }),
    runPython('tests/tiny_model.py', join(models, tinyModel)),
  ]);
  const storage = join(stack.stateFolder, 'storage');
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection });
  const variables = {
    TEMPORAL_ADDRESS: stack.temporalAddress,
    STORAGE_FOLDER: storage,
    TRAINER_MODELS_FOLDER: models,
    HF_HUB_OFFLINE: '1',
  };
  return {
    startWorker: () => startTrainer('worker', variables, 'ready: serving'),
    startServer: (port, apiKey) =>
      startTrainer(
        'serve',
        { ...variables, TRAINER_SERVE_PORT: String(port), TRAINER_API_KEY: apiKey },
        'Uvicorn running',
      ),
    async train(rows, settings = {}) {
      const input = await storeInput(storage, rows, settings);
      const handle = await client.workflow.start(trainLoraWorkflow, {
        workflowId: loraWorkflowId(input.jobId),
        taskQueue: taskQueues.orchestration,
        args: [input],
      });
      return { input, handle, ...readerOf(storage, input.outputPrefix) };
    },
    async stop() {
      await connection.close();
      await stack.stop();
      await rm(models, { recursive: true, force: true });
    },
  };
}

async function storeInput(
  storage: string,
  rows: { training: string; validation?: string },
  settings: Partial<TrainLoraInput>,
): Promise<TrainLoraInput> {
  const jobId = settings.jobId ?? randomUUID();
  const folder = `ann/${jobId}`;
  await mkdir(join(storage, folder), { recursive: true });
  await writeFile(join(storage, folder, 'train.jsonl'), rows.training);
  if (rows.validation !== undefined) {
    await writeFile(join(storage, folder, 'valid.jsonl'), rows.validation);
  }
  return trainLoraInputSchema.parse({
    jobId,
    userId: 'ann',
    baseModel: tinyModel,
    method: 'supervised',
    trainingKey: `${folder}/train.jsonl`,
    validationKey: rows.validation === undefined ? null : `${folder}/valid.jsonl`,
    outputPrefix: `${folder}/lora`,
    hyperparameters: {
      epochs: 3,
      batchSize: 4,
      learningRate: 0.005,
      rank: 8,
      alpha: 16,
      dropout: 0.05,
      maxLength: 256,
    },
    seed: 7,
    checkpointEverySteps: 10,
    ...settings,
  } satisfies TrainLoraInput);
}

function readerOf(storage: string, prefix: string): Omit<Training, 'input' | 'handle'> {
  const read = (key: string) => readFile(join(storage, key), 'utf8').catch(() => undefined);
  const manifest = async (folder: string) => {
    const text = await read(`${prefix}/${folder}/manifest.json`);
    return text === undefined ? undefined : loraManifestSchema.parse(JSON.parse(text));
  };
  return {
    manifest,
    bytes: (name) => readFile(join(storage, prefix, name)),
    async events() {
      const events: LoraEvent[] = [];
      for (let number = 1; ; number += 1) {
        const text = await read(loraEventsKey(prefix, number));
        if (text === undefined) return events;
        events.push(...loraEventBatchSchema.parse(JSON.parse(text)).events);
      }
    },
    async checkpoints() {
      const folder = dirname(join(storage, prefix, 'checkpoints', 'any'));
      const names = await readdir(folder).catch(() => []);
      const complete = await Promise.all(names.map((name) => manifest(`checkpoints/${name}`)));
      return names.filter((_, index) => complete[index] !== undefined);
    },
  };
}
