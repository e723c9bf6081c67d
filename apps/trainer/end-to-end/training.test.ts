import { createHash } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import type { LoraEvent } from '@understudy/domain/lora/lora-events';
import { trainLoraResultSchema, type TrainLoraResult } from '@understudy/domain/lora/train-lora-input';
import type { LoraProgress } from '@understudy/domain/lora/train-lora-contract';
import { runMessages } from '@understudy/domain/runs/run-contract';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoraStack, tinyModel, type LoraStack, type Training } from './support/lora-stack.ts';
import type { TrainerProcess } from './support/trainer-process.ts';
import { preferencePairs, supervisedRows } from './support/training-rows.ts';

/** Whole trainings of a tiny model on this machine's CPU, by a real Temporal and a real trainer. */
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
const fiftyRows = () => ({ training: supervisedRows(50) });

/** Settings of a training that lasts until somebody stops it: 50 passes over 50 rows, 4 a step. */
const long = {
  hyperparameters: {
    epochs: 50,
    batchSize: 4,
    learningRate: 0.002,
    rank: 8,
    alpha: 16,
    dropout: 0.05,
    maxLength: 256,
  },
};
const stepsOfLong = 650;

const resultOf = async ({ handle }: Training): Promise<TrainLoraResult> =>
  trainLoraResultSchema.parse(await handle.result());

const progressOf = ({ handle }: Training) => handle.query<LoraProgress>(runMessages.progress);

function lossesOf(events: readonly LoraEvent[], kind: 'train_loss' | 'valid_loss'): number[] {
  return events.map((event) => event.data[kind]).filter((loss) => typeof loss === 'number');
}

/** Steps at which the training went on from a checkpoint. */
function resumedAt(events: readonly LoraEvent[]): number[] {
  return events.flatMap(({ message }) => {
    const [, step] = /goes on from the checkpoint of step (\d+)/.exec(message) ?? [];
    return step === undefined ? [] : [Number(step)];
  });
}

const latestStep = (events: readonly LoraEvent[]) => Math.max(0, ...events.map(({ data }) => data.step ?? 0));

const measured = (what: string) => process.stdout.write(`  measured: ${what}\n`);

describe('the LoRA trainer', () => {
  let trained: Training;

  it('trains on 50 rows, and the loss falls', async () => {
    const startedAt = performance.now();
    trained = await stack.train({ training: supervisedRows(50), validation: supervisedRows(10, 50) });
    const result = await resultOf(trained);
    measured(`39 steps in ${((performance.now() - startedAt) / 1000).toFixed(1)} s, start included`);
    expect(result).toMatchObject({ steps: 39, adapterKey: `${trained.input.outputPrefix}/adapter` });
    expect(result.trainedTokens).toBeGreaterThan(50 * 3 * 20);

    const events = await trained.events();
    const trainLosses = lossesOf(events, 'train_loss');
    expect(trainLosses).toHaveLength(39);
    expect(trainLosses.at(-1)).toBeLessThan(0.9 * (trainLosses[0] ?? 0));
    const validLosses = lossesOf(events, 'valid_loss');
    expect(validLosses).toHaveLength(3);
    expect(validLosses.at(-1)).toBeLessThan(validLosses[0] ?? 0);
    expect(result.validLoss).toBeCloseTo(validLosses.at(-1) ?? 0, 5);
    measured(`loss ${trainLosses[0]?.toFixed(3)} → ${trainLosses.at(-1)?.toFixed(3)}`);
    expect(await progressOf(trained)).toMatchObject({ phase: 'completed', percent: 100 });
  });

  it('stores an adapter whose manifest vouches for every file, and no checkpoint beside it', async () => {
    const manifest = await trained.manifest('adapter');
    const files = manifest?.files ?? [];
    expect(files.map(({ name }) => name)).toContain('adapter_model.safetensors');
    for (const { name, sha256 } of files) {
      const bytes = await trained.bytes(`adapter/${name}`);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    expect(manifest?.result).toMatchObject({ steps: 39 });
    expect(await trained.checkpoints()).toEqual([]);
    measured(`adapter of ${files.reduce((sum, { size }) => sum + size, 0)} bytes`);
  });

  it('goes on from its checkpoint when the trainer is killed in the middle', async () => {
    const training = await stack.train(fiftyRows(), { ...long, checkpointEverySteps: 60 });
    // Some steps after a checkpoint are known, which will have to be trained again.
    await expect.poll(async () => latestStep(await training.events()), patience).toBeGreaterThan(60);
    await worker.end('SIGKILL');
    const killedAt = performance.now();
    const before = await training.events();
    const stepsBefore = latestStep(before);
    expect(stepsBefore).toBeLessThan(stepsOfLong);

    worker = await stack.startWorker();
    await expect.poll(async () => resumedAt(await training.events()).length, patience).toBe(1);
    measured(`trains again ${((performance.now() - killedAt) / 1000).toFixed(1)} s after the kill`);
    expect(await resultOf(training)).toMatchObject({ steps: stepsOfLong });

    const events = await training.events();
    const [resumed = 0] = resumedAt(events);
    expect(resumed).toBeGreaterThanOrEqual(60);
    const after = events.slice(before.length);
    expect(Math.min(...after.flatMap(({ data }) => data.step ?? []))).toBe(resumed + 1);
    expect(new Set(events.flatMap(({ data }) => data.step ?? [])).size).toBe(stepsOfLong);
    // A step that was trained twice has learned the same twice: the order of the rows and the dropout went on, too.
    const lossesBefore = new Map(before.map(({ id, data }) => [id, data.train_loss]));
    const repeated = after.filter(({ id, type }) => type === 'metrics' && lossesBefore.has(id));
    for (const { id, data } of repeated) {
      expect(data.train_loss).toBeCloseTo(lossesBefore.get(id) ?? Number.NaN, 4);
    }
    measured(`${String(repeated.length)} steps were trained twice, with the same losses`);
    measured(`killed at step ${stepsBefore} or later, went on from ${resumed}, ended at ${stepsOfLong}`);
  });

  it('learns which answers are preferred', async () => {
    const { epochs, ...shared } = { ...long.hyperparameters, epochs: 4 };
    const training = await stack.train(
      { training: preferencePairs(20) },
      { method: 'dpo', hyperparameters: { ...shared, epochs, beta: 0.1 } },
    );
    expect(await resultOf(training)).toMatchObject({ steps: 20 });
    const losses = lossesOf(await training.events(), 'train_loss');
    // Of a model that prefers nothing yet, it is the logarithm of 2.
    expect(losses[0]).toBeCloseTo(Math.LN2, 2);
    expect(losses.at(-1)).toBeLessThan(0.6);
    measured(`preference loss ${losses[0]?.toFixed(3)} → ${losses.at(-1)?.toFixed(3)}`);
  });

  it('gives its place away while it is paused, goes on from there, and keeps its checkpoint when cancelled', async () => {
    const training = await stack.train(fiftyRows(), { ...long, checkpointEverySteps: 1_000 });
    await expect.poll(() => progressOf(training), patience).toMatchObject({ phase: 'training' });
    await training.handle.executeUpdate(runMessages.pause);
    await expect.poll(() => progressOf(training), patience).toMatchObject({ phase: 'queued', paused: true });
    const [paused] = await training.checkpoints();
    expect(paused).toBeDefined();

    await training.handle.executeUpdate(runMessages.resume);
    await expect.poll(async () => resumedAt(await training.events()).length, patience).toBe(1);
    expect(`step-${resumedAt(await training.events())[0]}`).toBe(paused);
    await expect.poll(() => progressOf(training), patience).toMatchObject({ phase: 'training' });

    const cancelledAt = performance.now();
    await training.handle.cancel();
    await expect(resultOf(training)).rejects.toBeInstanceOf(WorkflowFailedError);
    const seconds = (performance.now() - cancelledAt) / 1000;
    measured(`cancelled within ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(30);
    expect(await progressOf(training)).toMatchObject({ phase: 'cancelled' });
    expect((await training.checkpoints()).length).toBeGreaterThanOrEqual(1);
    expect(await training.manifest('adapter')).toBeUndefined();
  });

  it('gives a training back when it is shut down', async () => {
    const training = await stack.train(fiftyRows(), { ...long, checkpointEverySteps: 1_000 });
    await expect.poll(() => progressOf(training), patience).toMatchObject({ phase: 'training' });
    await worker.end('SIGTERM');
    expect(await training.checkpoints()).toHaveLength(1);
    worker = await stack.startWorker();
    await expect.poll(async () => resumedAt(await training.events()).length, patience).toBe(1);
    await training.handle.cancel();
    await expect(resultOf(training)).rejects.toBeInstanceOf(WorkflowFailedError);
  });

  it.each([
    ['provider_model_unavailable', { baseModel: 'nobody/has-this' }, supervisedRows(10)],
    ['validation_failed', {}, `${supervisedRows(9)}{"messages": []}\n`],
  ])('fails for good with %s', async (type, settings, training) => {
    const failing = resultOf(await stack.train({ training }, settings));
    await expect(failing).rejects.toMatchObject({ cause: { cause: { type } } });
  });

  it('says which line of the rows cannot be used', async () => {
    const training = await stack.train({ training: `${supervisedRows(9)}{"messages": []}\n` });
    await expect(resultOf(training)).rejects.toThrow();
    expect((await training.events()).map(({ message }) => message).join()).toContain(
      'line 10 has no messages',
    );
  });

  it('answers chats with the adapter, whole and streamed, and not as the base model does', async () => {
    const apiKey = 'a-key-of-the-tests';
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = await stack.startServer(port, apiKey);
    try {
      const baseURL = `http://127.0.0.1:${String(port)}/v1`;
      expect((await fetch(`http://127.0.0.1:${String(port)}/health`)).status).toBe(200);
      const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
      await expect(
        new OpenAI({ baseURL, apiKey: 'another-key', maxRetries: 0 }).models.list(),
      ).rejects.toMatchObject({
        status: 401,
      });
      const adapter = `lora:${trained.input.jobId}`;
      const models = (await client.models.list()).data.map(({ id }) => id);
      expect(models).toEqual(expect.arrayContaining([tinyModel, adapter]));

      const question = {
        messages: [
          { role: 'system' as const, content: 'You are Maya.' },
          { role: 'user' as const, content: 'how is day 7?' },
        ],
        temperature: 0,
        max_tokens: 40,
      };
      const answerOf = async (model: string) =>
        (await client.chat.completions.create({ model, ...question })).choices[0]?.message.content ?? '';
      const tuned = await answerOf(adapter);
      const base = await answerOf(tinyModel);
      measured(`base model: ${JSON.stringify(base.slice(0, 40))}, adapter: ${JSON.stringify(tuned)}`);
      expect(tuned).not.toBe(base);
      expect(tuned).toContain('splendid');

      let streamed = '';
      for await (const chunk of await client.chat.completions.create({
        model: adapter,
        ...question,
        stream: true,
      })) {
        streamed += chunk.choices[0]?.delta.content ?? '';
      }
      expect(streamed).toBe(tuned);
      await expect(answerOf('lora:nothing')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
    } finally {
      await server.end('SIGTERM');
    }
  });
});
