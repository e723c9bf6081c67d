import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chatRows, startFineTuningClient } from '../testing/fine-tuning-client.ts';
import type { FineTuningClient } from '../testing/fine-tuning-client.ts';

let service: FineTuningClient;
let client: OpenAI;
let stateFolder: string;

beforeEach(async () => {
  stateFolder = mkdtempSync(join(tmpdir(), 'simulator-'));
  service = await startFineTuningClient({ stateFolder });
  ({ client } = service);
});
afterEach(async () => {
  await service.close();
  rmSync(stateFolder, { recursive: true });
});

const whole = 700;
const createJob = async (params: Partial<OpenAI.FineTuning.JobCreateParams> = {}) =>
  client.fineTuning.jobs.create({
    model: 'gpt-4o-mini',
    training_file: await service.upload(chatRows(100)),
    ...params,
  });
const statusOf = async (id: string): Promise<string> => (await client.fineTuning.jobs.retrieve(id)).status;
const stepOf = async (id: string): Promise<string | undefined> => {
  for await (const { message } of client.fineTuning.jobs.listEvents(id)) {
    if (message.startsWith('Step')) return /^Step (\d+)/u.exec(message)?.[1];
  }
  return undefined;
};

test('a cancelled job stays as it is, and cannot be cancelled again', async () => {
  const { id } = await createJob();
  service.pass(100);
  expect(await client.fineTuning.jobs.cancel(id)).toMatchObject({ status: 'cancelled' });
  service.pass(whole);
  expect(await client.fineTuning.jobs.retrieve(id)).toMatchObject({
    status: 'cancelled',
    fine_tuned_model: null,
    trained_tokens: null,
    result_files: [],
  });
  expect(await stepOf(id)).toBe('5');
  for (const operation of ['cancel', 'pause', 'resume'] as const) {
    await expect(client.fineTuning.jobs[operation](id)).rejects.toMatchObject({ status: 400 });
  }
});

test('a paused job comes to a halt, and goes on from there when it is resumed', async () => {
  const { id } = await createJob();
  service.pass(190);
  expect(await client.fineTuning.jobs.pause(id)).toMatchObject({ status: 'pausing' });
  service.pass(10_000);
  expect(await statusOf(id)).toBe('paused');
  expect(await stepOf(id)).toBe('52');
  await expect(client.fineTuning.jobs.pause(id)).rejects.toMatchObject({ status: 400 });
  expect(await client.fineTuning.jobs.resume(id)).toMatchObject({ status: 'queued' });
  service.pass(30);
  expect(await statusOf(id)).toBe('running');
  service.pass(whole - 190 - 5);
  expect(await statusOf(id)).toBe('succeeded');
  const messages: string[] = [];
  for await (const event of client.fineTuning.jobs.listEvents(id)) messages.unshift(event.message);
  const paused = messages.indexOf('Fine-tuning job paused');
  expect(messages[paused - 1]).toMatch(/^Step 50\//u);
  expect(messages.indexOf('Fine-tuning job resumed')).toBeGreaterThan(paused);
});

test('time can be compressed, stopped and jumped over while a job is under way', async () => {
  const { id } = await createJob();
  await service.admin('POST', 'fine-tuning/settings', { speed: 0 });
  service.pass(7200);
  expect(await statusOf(id)).toBe('validating_files');
  await service.admin('POST', 'fine-tuning/settings', { speed: 100 });
  service.pass(1);
  expect(await statusOf(id)).toBe('running');
  await service.admin('POST', 'fine-tuning/advance', { seconds: 600 });
  expect(await statusOf(id)).toBe('succeeded');
});

test('a checker can let the next job fail at half its steps, or a running one at once', async () => {
  const error = { code: 'server_error', message: 'The job failed due to an internal error.', param: null };
  await service.admin('POST', 'fine-tuning/fail-next', { error, after: 0.5 });
  const [doomed, other] = [await createJob(), await createJob()];
  service.pass(whole - 100);
  expect(await client.fineTuning.jobs.retrieve(doomed.id)).toMatchObject({ status: 'failed', error });
  expect(await stepOf(doomed.id)).toBe('150');
  await service.admin('POST', `fine-tuning/jobs/${other.id}/fail`, error);
  expect(await client.fineTuning.jobs.retrieve(other.id)).toMatchObject({ status: 'failed', error });
});

test('a checker sees the jobs, the calls about each, and how close its polls came', async () => {
  const { id } = await createJob({ metadata: { ours: '1' } });
  await statusOf(id);
  service.pass(30);
  await statusOf(id);
  service.pass(40);
  await statusOf(id);
  await client.fineTuning.jobs.listEvents(id);
  expect(await service.admin('GET', 'fine-tuning')).toMatchObject({
    created: 1,
    by_status: { queued: 1 },
    jobs: [
      { id, metadata: { ours: '1' }, calls: { create: 1, retrieve: 3, events: 1 }, shortest_poll_ms: 30_000 },
    ],
  });
});

test('an answer can be lost after the job was created, and the job found by its metadata', async () => {
  const training_file = await service.upload(chatRows(10));
  await service.admin('POST', 'faults', {
    kind: 'drop_after',
    match: { path: '/v1/fine_tuning/jobs', method: 'POST' },
  });
  await client.fineTuning.jobs.list();
  const lost = createJob({ training_file, metadata: { ours: '42' } });
  await expect(lost).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  const found = await client.fineTuning.jobs.list({ metadata: { ours: '42' } });
  expect(found.data).toHaveLength(1);
});

test('an organization that may not tune is refused', async () => {
  const training_file = await service.upload(chatRows(10));
  await service.admin('POST', 'faults', { kind: 'permission_denied' });
  await expect(createJob({ training_file })).rejects.toMatchObject({ status: 403 });
});

test('jobs, files and models outlive the simulator in its state folder', async () => {
  const job = await createJob({ metadata: { ours: '7' } });
  await client.files.delete(job.training_file);
  service.pass(whole);
  const before = await client.fineTuning.jobs.retrieve(job.id);
  const restarted = await startFineTuningClient({ stateFolder });
  try {
    restarted.pass(whole);
    const after = await restarted.client.fineTuning.jobs.retrieve(job.id);
    expect(after).toEqual(before);
    const [result = ''] = after.result_files;
    expect((await restarted.client.files.retrieve(result)).id).toBe(result);
    const models = await restarted.client.models.list();
    expect(models.data.map(({ id }) => id)).toContain(before.fine_tuned_model);
    await restarted.admin('POST', 'reset');
  } finally {
    await restarted.close();
  }
});
