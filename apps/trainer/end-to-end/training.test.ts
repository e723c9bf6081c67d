import { WorkflowFailedError } from '@temporalio/client';
import { trainLoraResultSchema, type TrainLoraResult } from '@understudy/domain/lora/train-lora-input';
import type { LoraProgress } from '@understudy/domain/lora/train-lora-contract';
import { runMessages } from '@understudy/domain/runs/run-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoraStack, type LoraStack, type Training } from './support/lora-stack.ts';
import type { TrainerProcess } from './support/trainer-process.ts';
import { measured, resumedAt } from './support/training-reader.ts';
import { preferencePairs, supervisedRows } from './support/training-rows.ts';

/** Trainings of a tiny model by a real Temporal and a real trainer: what the product's own jobs do not show. */
let stack: LoraStack;
let worker: TrainerProcess;
beforeAll(async () => {
  stack = await startLoraStack();
  worker = await stack.startWorker();
});
afterAll(async () => {
  await worker?.end('SIGTERM');
  await stack?.stop();
});

const patience = { timeout: 240_000, interval: 100 };

const resultOf = async ({ handle }: Training): Promise<TrainLoraResult> =>
  trainLoraResultSchema.parse(await handle.result());

const progressOf = ({ handle }: Training) => handle.query<LoraProgress>(runMessages.progress);

describe('the LoRA trainer', () => {
  it('learns which answers are preferred', async () => {
    const startedAt = performance.now();
    const hyperparameters = {
      epochs: 4,
      batchSize: 4,
      learningRate: 0.002,
      beta: 0.1,
      rank: 8,
      alpha: 16,
      dropout: 0.05,
      maxLength: 256,
    };
    const training = await stack.train(preferencePairs(20), { method: 'dpo', hyperparameters });
    expect(await resultOf(training)).toMatchObject({ steps: 20 });
    const losses = (await training.events()).flatMap(({ data }) => data.train_loss ?? []);
    // Of a model that prefers nothing yet, it is the logarithm of 2.
    expect(losses[0]).toBeCloseTo(Math.LN2, 2);
    expect(losses.at(-1)).toBeLessThan(0.6);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    measured(`preference loss ${losses[0]?.toFixed(3)} → ${losses.at(-1)?.toFixed(3)} in ${seconds} s`);
  });

  it('gives its place away while it is paused, goes on from there, and gives a training back when it is shut down', async () => {
    const training = await stack.train(supervisedRows(50));
    await expect.poll(() => progressOf(training), patience).toMatchObject({ phase: 'training' });
    await training.handle.executeUpdate(runMessages.pause);
    await expect.poll(() => progressOf(training), patience).toMatchObject({ phase: 'queued', paused: true });
    const [paused] = await training.checkpoints();
    expect(paused).toBeDefined();

    await training.handle.executeUpdate(runMessages.resume);
    await expect.poll(async () => resumedAt(await training.events()).length, patience).toBe(1);
    expect(`step-${resumedAt(await training.events())[0]}`).toBe(paused);
    await expect.poll(() => progressOf(training), patience).toMatchObject({ phase: 'training' });

    await worker.end('SIGTERM');
    const stored = await training.checkpoints();
    expect(stored.at(-1)).not.toBe(paused);
    worker = await stack.startWorker();
    await expect.poll(async () => resumedAt(await training.events()).length, patience).toBe(2);
    expect(stored).toContain(`step-${resumedAt(await training.events())[1]}`);
    // Nothing that is told twice would be heard: a reader knows events by their IDs.
    const ids = (await training.events()).filter(({ type }) => type === 'message').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);

    await training.handle.cancel();
    await expect(resultOf(training)).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(await training.manifest('adapter')).toBeUndefined();
  });

  it('fails for good where the model is nowhere', async () => {
    const failing = resultOf(await stack.train(supervisedRows(10), { baseModel: 'nobody has this' }));
    await expect(failing).rejects.toMatchObject({ cause: { cause: { type: 'provider_model_unavailable' } } });
  });

  it('fails for good where a row cannot be used, and says which line it is', async () => {
    const training = await stack.train(`${supervisedRows(9)}{"messages": []}\n`);
    await expect(resultOf(training)).rejects.toMatchObject({
      cause: { cause: { type: 'validation_failed' } },
    });
    const said = (await training.events()).map(({ message }) => message).join();
    expect(said).toContain('line 10 has no messages');
  });
});
