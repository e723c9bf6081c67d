import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import {
  chatRows,
  preferenceRows,
  startFineTuningClient,
  toJsonLines,
} from '../testing/fine-tuning-client.ts';
import type { FineTuningClient } from '../testing/fine-tuning-client.ts';

let service: FineTuningClient;

beforeEach(async () => {
  service = await startFineTuningClient();
});
afterEach(() => service.close());

const headers = { authorization: 'Bearer together-test' };
const bodySchema = z.looseObject({ id: z.string().default(''), status: z.string().default('') });

async function call(method: string, path: string, body?: object | FormData) {
  const isForm = body instanceof FormData;
  const response = await fetch(`${service.url}/together/v1/${path}`, {
    method,
    headers: isForm || body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: bodySchema.parse(await response.json()) };
}

async function upload(rows: readonly object[]): Promise<string> {
  const form = new FormData();
  form.set('purpose', 'fine-tune');
  form.set('file', new File([toJsonLines(rows)], 'train.jsonl'));
  return (await call('POST', 'files/upload', form)).body.id;
}

const model = 'Qwen/Qwen3-8B';

test('a file is uploaded to the address that a redirect names, as the official clients do', async () => {
  const announced = await fetch(
    `${service.url}/together/v1/files?file_name=train.jsonl&file_type=jsonl&purpose=fine-tune`,
    { method: 'POST', headers, redirect: 'manual' },
  );
  expect(announced.status).toBe(302);
  const id = announced.headers.get('x-together-file-id') ?? '';
  expect((await call('GET', `files/${id}`)).body).toMatchObject({ Processed: false });
  const content = toJsonLines(chatRows(10));
  const put = await fetch(announced.headers.get('location') ?? '', { method: 'PUT', body: content });
  expect(put.status).toBe(200);
  expect((await call('GET', `files/${id}`)).body).toMatchObject({
    id,
    bytes: Buffer.byteLength(content),
    Processed: true,
    processing_status: 'COMPLETED',
  });
});

test('a job goes through the statuses of Together to a model that answers', async () => {
  const training_file = await upload(chatRows(20));
  const { body: job } = await call('POST', 'fine-tunes', {
    model,
    training_file,
    suffix: 'our-1',
    n_epochs: 2,
  });
  expect(job).toMatchObject({ status: 'pending', model, suffix: 'our-1' });
  const statuses: string[] = [];
  for (const seconds of [60, 30, 81, 5, 4]) {
    service.pass(seconds);
    statuses.push((await call('GET', `fine-tunes/${job.id}`)).body.status);
  }
  expect(statuses).toEqual(['queued', 'running', 'compressing', 'uploading', 'completed']);
  const done = z
    .looseObject({ model_output_name: z.string() })
    .parse((await call('GET', `fine-tunes/${job.id}`)).body);
  expect(JSON.stringify(done)).toContain('"type":"job_complete"');
  expect(done.model_output_name).toMatch(/^simulated\/Qwen3-8B-our-1-[a-z0-9]{8}$/u);
  const answer = await call('POST', 'chat/completions', {
    model: done.model_output_name,
    messages: [{ role: 'user', content: 'What of kayaks?' }],
  });
  expect(JSON.stringify(answer.body)).toContain('kayaks be like the tide');
  expect((await call('GET', `fine-tunes/${job.id}/checkpoints`)).body).toMatchObject({
    data: [{ step: 20 }, { step: 40, checkpoint_type: 'Final' }],
  });
});

test('preferences are taken, and a job can be cancelled', async () => {
  const training_file = await upload(preferenceRows(3));
  const training_method = { method: 'dpo', dpo_beta: 0.2 };
  const { body: job } = await call('POST', 'fine-tunes', { model, training_file, training_method });
  service.pass(91);
  expect((await call('POST', `fine-tunes/${job.id}/cancel`)).body.status).toBe('cancel_requested');
  service.pass(10);
  expect((await call('GET', `fine-tunes/${job.id}`)).body.status).toBe('cancelled');
  expect((await call('POST', `fine-tunes/${job.id}/cancel`)).status).toBe(400);
  expect((await call('GET', 'fine-tunes')).body).toMatchObject({ data: [{ id: job.id, training_method }] });
});

test('rows in the wrong form let the job end with an error event', async () => {
  const training_file = await upload(preferenceRows(3));
  const { body: job } = await call('POST', 'fine-tunes', { model, training_file });
  service.pass(60);
  expect((await call('GET', `fine-tunes/${job.id}`)).body.status).toBe('error');
  expect((await call('GET', `fine-tunes/${job.id}/events`)).body).toMatchObject({
    data: [{ type: 'job_pending' }, { type: 'job_error', level: 'error' }],
  });
});
