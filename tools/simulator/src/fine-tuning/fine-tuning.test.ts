import type OpenAI from 'openai';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chatRows, preferenceRows, startFineTuningClient } from '../testing/fine-tuning-client.ts';
import type { FineTuningClient } from '../testing/fine-tuning-client.ts';

let service: FineTuningClient;
let client: OpenAI;

beforeEach(async () => {
  service = await startFineTuningClient();
  ({ client } = service);
});
afterEach(() => service.close());

/** 60 s of validating, 30 s in the queue, 100 examples for 3 epochs of 2 s each, 10 s to finish. */
const whole = 60 + 30 + 600 + 10;

const createJob = async (params: Partial<OpenAI.FineTuning.JobCreateParams> = {}) =>
  client.fineTuning.jobs.create({
    model: 'gpt-4o-mini',
    training_file: await service.upload(chatRows(100)),
    seed: 7,
    ...params,
  });

test('a job goes from validating files to a model that can be named', async () => {
  const metadata = { job_id: 'our-1' };
  const job = await createJob({ suffix: 'Zega user_1', metadata });
  expect(job).toMatchObject({
    object: 'fine_tuning.job',
    status: 'validating_files',
    model: 'gpt-4o-mini-2024-07-18',
    hyperparameters: { n_epochs: 'auto', batch_size: 'auto', learning_rate_multiplier: 'auto' },
    fine_tuned_model: null,
    finished_at: null,
    trained_tokens: null,
    estimated_finish: null,
    error: {},
    result_files: [],
    seed: 7,
    metadata,
    method: { type: 'supervised' },
  });
  const statuses: string[] = [];
  for (const seconds of [59, 1, 30, whole - 91, 1]) {
    service.pass(seconds);
    statuses.push((await client.fineTuning.jobs.retrieve(job.id)).status);
  }
  expect(statuses).toEqual(['validating_files', 'queued', 'running', 'running', 'succeeded']);
  const done = await client.fineTuning.jobs.retrieve(job.id);
  expect(done).toMatchObject({
    hyperparameters: { n_epochs: 3, batch_size: 1, learning_rate_multiplier: 1.8 },
    finished_at: job.created_at + whole,
    error: {},
  });
  expect(done.fine_tuned_model).toMatch(/^ft:gpt-4o-mini-2024-07-18:simulated:zega-user_1:[A-Za-z0-9]{8}$/u);
  expect((done.trained_tokens ?? 0) % 3).toBe(0);
  expect(done.trained_tokens).toBeGreaterThan(100 * 20 * 3);
});

test('a running job tells when it will be finished', async () => {
  const job = await createJob();
  service.pass(200);
  const running = await client.fineTuning.jobs.retrieve(job.id);
  expect(running.estimated_finish).toBe(job.created_at + whole);
});

test('events come newest first, page by page, with metrics for every step', async () => {
  const validation_file = await service.upload(chatRows(20).slice(10));
  const job = await createJob({ validation_file });
  service.pass(whole);
  const messages: string[] = [];
  const seen = new Set<string>();
  for await (const event of client.fineTuning.jobs.listEvents(job.id, { limit: 50 })) {
    messages.push(event.message);
    seen.add(event.id);
  }
  expect(seen.size).toBe(messages.length);
  const oldestFirst = messages.toReversed();
  expect(oldestFirst.slice(0, 4)).toEqual([
    `Created fine-tuning job: ${job.id}`,
    `Validating training file: ${job.training_file} and validation file: ${validation_file}`,
    'Files validated, moving job to queued state',
    'Fine-tuning job started',
  ]);
  expect(oldestFirst.slice(-2)).toEqual([
    'New fine-tuned model created',
    'The job has successfully completed',
  ]);
  expect(messages.filter((message) => /^Step \d+\/300: training loss=\d/u.test(message))).toHaveLength(300);
  expect(messages.filter((message) => message.startsWith('Checkpoint created at step'))).toEqual([
    'Checkpoint created at step 200',
    'Checkpoint created at step 100',
  ]);
  const { data } = await client.fineTuning.jobs.listEvents(job.id, { limit: 3 });
  expect(data[2]).toMatchObject({
    type: 'metrics',
    level: 'info',
    data: {
      step: 300,
      total_steps: 300,
      train_loss: expect.any(Number),
      valid_loss: expect.any(Number),
      full_valid_loss: expect.any(Number),
    },
  });
});

test('the loss falls, and falls in the same way for the same data and seed', async () => {
  const losses = async () => {
    const job = await createJob();
    service.pass(whole);
    const found: number[] = [];
    for await (const event of client.fineTuning.jobs.listEvents(job.id, { limit: 100 })) {
      const loss = /training loss=([\d.]+)/u.exec(event.message)?.[1];
      if (loss !== undefined) found.unshift(Number(loss));
    }
    return found;
  };
  const first = await losses();
  const mean = (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(mean(first.slice(0, 20))).toBeGreaterThan(2 * mean(first.slice(-20)));
  expect(await losses()).toEqual(first);
});

test('each epoch leaves a checkpoint; the last one is the model itself', async () => {
  const job = await createJob();
  service.pass(60 + 30 + 250);
  const under_way = await client.fineTuning.jobs.checkpoints.list(job.id);
  expect(under_way.data.map(({ step_number }) => step_number)).toEqual([100]);
  service.pass(whole);
  const { data } = await client.fineTuning.jobs.checkpoints.list(job.id);
  const { fine_tuned_model } = await client.fineTuning.jobs.retrieve(job.id);
  expect(data.map(({ step_number }) => step_number)).toEqual([300, 200, 100]);
  expect(data[0]?.fine_tuned_model_checkpoint).toBe(fine_tuned_model);
  expect(data[1]?.fine_tuned_model_checkpoint).toMatch(/:ckpt-step-200$/u);
  expect(data[1]).toMatchObject({
    object: 'fine_tuning.job.checkpoint',
    fine_tuning_job_id: job.id,
    metrics: { step: 200, train_loss: expect.any(Number) },
  });
});

test('the result file is CSV in base64, as the service hands it out', async () => {
  const job = await createJob();
  service.pass(whole);
  const [id = ''] = (await client.fineTuning.jobs.retrieve(job.id)).result_files;
  expect(await client.files.retrieve(id)).toMatchObject({
    filename: 'step_metrics.csv',
    purpose: 'fine-tune-results',
  });
  const content = Buffer.from(await (await client.files.content(id)).text(), 'base64').toString();
  const [header, ...rows] = content.trim().split('\n');
  expect(header).toBe('step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy');
  expect(rows).toHaveLength(300);
  expect(rows[0]).toMatch(/^1,\d+\.\d+,0\.\d+,,$/u);
});

test('preferences are learned by DPO, whose loss starts undecided at ln 2', async () => {
  const training_file = await service.upload(preferenceRows(20));
  const method = { type: 'dpo', dpo: { hyperparameters: { beta: 0.2 } } } as const;
  const job = await createJob({ training_file, method });
  expect(job).toMatchObject({ hyperparameters: null, method: { dpo: { hyperparameters: { beta: 0.2 } } } });
  service.pass(10_000);
  const { data } = await client.fineTuning.jobs.checkpoints.list(job.id);
  expect(data).toHaveLength(3);
  const done = await client.fineTuning.jobs.retrieve(job.id);
  expect(done.status).toBe('succeeded');
  expect(done.method?.dpo?.hyperparameters).toMatchObject({ n_epochs: 5, beta: 0.2 });
});

test('jobs are listed newest first, by page and by metadata', async () => {
  const training_file = await service.upload(chatRows(10));
  const ids: string[] = [];
  for (let index = 0; index < 5; index++) {
    ids.unshift((await createJob({ training_file, metadata: { index: String(index % 2) } })).id);
  }
  const plain = await createJob({ training_file });
  const all: string[] = [];
  for await (const job of client.fineTuning.jobs.list({ limit: 2 })) all.push(job.id);
  expect(all).toEqual([plain.id, ...ids]);
  const odd = await client.fineTuning.jobs.list({ metadata: { index: '1' } });
  expect(odd.data.map(({ id }) => id)).toEqual([ids[1], ids[3]]);
  const without = await client.fineTuning.jobs.list({ metadata: null });
  expect(without.data.map(({ id }) => id)).toEqual([plain.id]);
});

test('the hyperparameters of the older field are still taken', async () => {
  const job = await createJob({ hyperparameters: { n_epochs: 1, batch_size: 8 } });
  service.pass(100);
  expect(await client.fineTuning.jobs.retrieve(job.id)).toMatchObject({
    hyperparameters: { n_epochs: 1, batch_size: 8, learning_rate_multiplier: 1.8 },
  });
});
