import { loraMessages, trainLoraWorkflow } from '@understudy/domain/lora/train-lora-contract';
import type { LoraStep, TrainLoraInput, TrainLoraResult } from '@understudy/domain/lora/train-lora-input';
import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, type TimeSkipping } from '../testing/time-skipping.ts';
import { pauseUpdate, resumeUpdate } from './run-control.ts';
import { loraProgressQuery } from './train-lora.ts';

/** The decisions of the workflow; that a trainer trains is shown by `npm run test:trainer`. */
let server: TimeSkipping;
/** What was called. */
let calls: string[];

const input: TrainLoraInput = {
  jobId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  baseModel: 'tiny',
  method: 'supervised',
  trainingKey: 'ann/job/train.jsonl',
  validationKey: null,
  outputPrefix: 'ann/job/lora',
  hyperparameters: {
    epochs: 3,
    batchSize: 8,
    learningRate: 2e-4,
    rank: 16,
    alpha: 32,
    dropout: 0.05,
    maxLength: 1024,
  },
  seed: 7,
  checkpointEverySteps: 50,
};
const trained: TrainLoraResult = {
  adapterKey: 'ann/job/lora/adapter',
  steps: 20,
  trainLoss: 1.5,
  validLoss: null,
  trainedTokens: 4000,
};
const advanced: LoraStep = { phase: 'training', step: 5, totalSteps: 20, epoch: 0.75, loss: 2.5 };

type Train = () => Promise<TrainLoraResult>;

function running<Result>(
  trainLoraAdapter: Train,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  const activities = {
    trainLoraAdapter: () => {
      calls.push(Context.current().info.taskQueue);
      return trainLoraAdapter();
    },
  };
  return runScripted(server, { workflowType: trainLoraWorkflow, input, activities }, during);
}

const resultOf = (handle: WorkflowHandle): Promise<TrainLoraResult> => handle.result();

/** Works until it is told to stop, as a trainer does, and then stores a checkpoint. */
async function untilCancelled(): Promise<never> {
  const { heartbeat, cancelled } = Context.current();
  const beating = setInterval(() => heartbeat(advanced), 100);
  try {
    return await cancelled;
  } finally {
    clearInterval(beating);
    calls.push('checkpoint');
  }
}

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('trainLora', () => {
  it('trains on the queue of the trainers', async () => {
    expect(await running(() => Promise.resolve(trained), resultOf)).toEqual(trained);
    expect(calls).toEqual(['lora-training']);
  });

  it('says how far the trainer says it is', async () => {
    let finish: (result: TrainLoraResult) => void = () => undefined;
    const finished = new Promise<TrainLoraResult>((resolve) => {
      finish = resolve;
    });
    await running(
      () => finished,
      async (handle) => {
        expect(await handle.query(loraProgressQuery)).toMatchObject({ phase: 'queued', total: 0 });
        await handle.signal(loraMessages.trainingAdvanced, advanced);
        expect(await handle.query(loraProgressQuery)).toEqual({
          phase: 'training',
          completed: 5,
          total: 20,
          percent: 25,
          paused: false,
          epoch: 0.75,
          trainLoss: 2.5,
        });
        finish(trained);
        await resultOf(handle);
        expect(await handle.query(loraProgressQuery)).toMatchObject({ phase: 'completed', percent: 100 });
      },
    );
  });

  it('gives the machine away while it is paused, and goes on when it is resumed', async () => {
    const train = () => (calls.length === 1 ? untilCancelled() : Promise.resolve(trained));
    await running(train, async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toHaveLength(1);
      expect(await handle.executeUpdate(pauseUpdate)).toEqual({ paused: true });
      await expect.poll(() => calls, { timeout: 10_000 }).toEqual(['lora-training', 'checkpoint']);
      await expect
        .poll(() => handle.query(loraProgressQuery))
        .toMatchObject({ phase: 'queued', paused: true });
      expect(await handle.executeUpdate(resumeUpdate)).toEqual({ paused: false });
      expect(await resultOf(handle)).toEqual(trained);
    });
    expect(calls).toEqual(['lora-training', 'checkpoint', 'lora-training']);
  });

  it('is cancelled when the trainer has stored its checkpoint', async () => {
    const run = running(untilCancelled, async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toHaveLength(1);
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(run).rejects.toSatisfy(
      (error) => error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure,
    );
    expect(calls).toEqual(['lora-training', 'checkpoint']);
  });

  it('is cancelled while it is paused', async () => {
    const run = running(untilCancelled, async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toHaveLength(1);
      await handle.executeUpdate(pauseUpdate);
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(run).rejects.toSatisfy(
      (error) => error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure,
    );
    expect(calls).toEqual(['lora-training', 'checkpoint']);
  });

  it('trains again after a failure that may pass, an hour later too', async () => {
    const train = () =>
      calls.length < 70
        ? Promise.reject(ApplicationFailure.create({ type: 'storage_unavailable' }))
        : Promise.resolve(trained);
    expect(await running(train, resultOf)).toEqual(trained);
    expect(calls).toHaveLength(70);
  });

  it('fails with the code of what went wrong for good', async () => {
    const run = running(
      () =>
        Promise.reject(ApplicationFailure.create({ type: 'provider_model_unavailable', nonRetryable: true })),
      resultOf,
    );
    await expect(run).rejects.toMatchObject({ cause: { cause: { type: 'provider_model_unavailable' } } });
    expect(calls).toHaveLength(1);
  });
});
