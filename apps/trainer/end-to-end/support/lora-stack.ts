import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { loraWorkflowId, trainLoraWorkflow } from '@understudy/domain/lora/train-lora-contract';
import { trainLoraInputSchema, type TrainLoraInput } from '@understudy/domain/lora/train-lora-input';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import type { TrainerProcess } from './trainer-process.ts';
import { startTrainerSite, tinyModel } from './trainer-site.ts';
import { readerOf, type TrainingReader } from './training-reader.ts';

/** A Temporal with our worker, an object storage, and a tiny model: all that trainers need. */
export type LoraStack = {
  startWorker(): Promise<TrainerProcess>;
  /** Stores the rows and starts a training of them. */
  train(rows: string, settings?: Partial<TrainLoraInput>): Promise<Training>;
  stop(): Promise<void>;
};

/** A training that was started. */
export type Training = TrainingReader & { input: TrainLoraInput; handle: WorkflowHandle };

/** Starts the stack and makes the model. */
export async function startLoraStack(): Promise<LoraStack> {
  const site = await startTrainerSite({ api: false });
  const connection = await Connection.connect({ address: site.stack.temporalAddress });
  const client = new Client({ connection });
  return {
    startWorker: site.startWorker,
    async train(rows, settings = {}) {
      const input = await storeInput(site.storage, rows, settings);
      const handle = await client.workflow.start(trainLoraWorkflow, {
        workflowId: loraWorkflowId(input.jobId),
        taskQueue: taskQueues.orchestration,
        args: [input],
      });
      return { input, handle, ...readerOf(site.storage, input.outputPrefix) };
    },
    async stop() {
      await connection.close();
      await site.stop();
    },
  };
}

async function storeInput(
  storage: string,
  rows: string,
  settings: Partial<TrainLoraInput>,
): Promise<TrainLoraInput> {
  const jobId = settings.jobId ?? randomUUID();
  const folder = `ann/${jobId}`;
  await mkdir(join(storage, folder), { recursive: true });
  await writeFile(join(storage, folder, 'train.jsonl'), rows);
  return trainLoraInputSchema.parse({
    jobId,
    userId: 'ann',
    baseModel: tinyModel,
    method: 'supervised',
    trainingKey: `${folder}/train.jsonl`,
    validationKey: null,
    outputPrefix: `${folder}/lora`,
    hyperparameters: {
      epochs: 50,
      batchSize: 4,
      learningRate: 0.002,
      rank: 8,
      alpha: 16,
      dropout: 0.05,
      maxLength: 256,
    },
    seed: 7,
    checkpointEverySteps: 1_000,
    ...settings,
  } satisfies TrainLoraInput);
}
