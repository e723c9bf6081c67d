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

const headers = { authorization: 'Bearer fw-test' };

async function call(method: string, path: string, body?: object | FormData) {
  const isForm = body instanceof FormData;
  const response = await fetch(`${service.url}/fireworks/${path}`, {
    method,
    headers: isForm || body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
}

const account = 'v1/accounts/me';
const baseModel = 'accounts/fireworks/models/qwen3-8b';

async function uploadDataset(datasetId: string, rows: readonly object[]) {
  const created = await call('POST', `${account}/datasets`, { datasetId, dataset: { userUploaded: {} } });
  expect(created.body).toMatchObject({ name: `accounts/me/datasets/${datasetId}`, state: 'UPLOADING' });
  const form = new FormData();
  form.set('file', new File([toJsonLines(rows)], 'train.jsonl'));
  expect((await call('POST', `${account}/datasets/${datasetId}:upload`, form)).status).toBe(200);
}

const stateOf = async (path: string) => (await call('GET', `${account}/${path}`)).body['state'];

test('a data set is uploaded under a name that can be taken once', async () => {
  await uploadDataset('rows', chatRows(10));
  expect((await call('GET', `${account}/datasets/rows`)).body).toMatchObject({
    state: 'READY',
    exampleCount: '10',
  });
  const again = await call('POST', `${account}/datasets`, { datasetId: 'rows', dataset: {} });
  expect(again).toMatchObject({ status: 409, body: { code: 6 } });
  expect((await call('DELETE', `${account}/datasets/rows`)).status).toBe(200);
  expect(await call('GET', `${account}/datasets/rows`)).toMatchObject({ status: 404, body: { code: 5 } });
});

test('a job goes through the states of Fireworks to a model that answers', async () => {
  await uploadDataset('rows', chatRows(20));
  const create = () =>
    call('POST', `${account}/supervisedFineTuningJobs?supervisedFineTuningJobId=our-1`, {
      dataset: 'accounts/me/datasets/rows',
      baseModel,
      outputModel: 'accounts/simulated/models/ash',
      epochs: 2,
    });
  expect((await create()).body).toMatchObject({
    name: 'accounts/me/supervisedFineTuningJobs/our-1',
    state: 'JOB_STATE_VALIDATING',
    baseModel,
  });
  expect((await create()).status).toBe(409);
  const states: unknown[] = [];
  for (const seconds of [60, 30, 81, 9]) {
    service.pass(seconds);
    states.push(await stateOf('supervisedFineTuningJobs/our-1'));
  }
  expect(states).toEqual([
    'JOB_STATE_PENDING',
    'JOB_STATE_RUNNING',
    'JOB_STATE_WRITING_RESULTS',
    'JOB_STATE_COMPLETED',
  ]);
  const answer = await call('POST', 'inference/v1/chat/completions', {
    model: 'accounts/simulated/models/ash',
    messages: [{ role: 'user', content: 'What of kayaks?' }],
  });
  expect(JSON.stringify(answer.body)).toContain('kayaks be like the tide');
});

test('preferences are a collection of their own, and a job can be cancelled', async () => {
  await uploadDataset('pairs', preferenceRows(5));
  await call('POST', `${account}/dpoJobs?dpoJobId=pairs-1`, {
    dataset: 'accounts/me/datasets/pairs',
    trainingConfig: { baseModel, epochs: 1 },
  });
  expect((await call('GET', `${account}/supervisedFineTuningJobs/pairs-1`)).status).toBe(404);
  expect((await call('GET', `${account}/dpoJobs`)).body).toMatchObject({
    dpoJobs: [{ name: 'accounts/me/dpoJobs/pairs-1' }],
    totalSize: 1,
  });
  expect((await call('POST', `${account}/dpoJobs/pairs-1:cancel`)).status).toBe(200);
  expect(await stateOf('dpoJobs/pairs-1')).toBe('JOB_STATE_CANCELLING');
  service.pass(10);
  expect(await stateOf('dpoJobs/pairs-1')).toBe('JOB_STATE_CANCELLED');
});

test('too few rows let the job fail with the reason', async () => {
  await uploadDataset('few', chatRows(2));
  await call('POST', `${account}/supervisedFineTuningJobs?supervisedFineTuningJobId=few-1`, {
    dataset: 'few',
    baseModel,
  });
  service.pass(60);
  expect((await call('GET', `${account}/supervisedFineTuningJobs/few-1`)).body).toMatchObject({
    state: 'JOB_STATE_FAILED',
    status: { code: 'INVALID_ARGUMENT', message: expect.stringContaining('at least 3 examples') },
  });
});

test('a refused key is answered in the shape of the account API', async () => {
  const response = await fetch(`${service.url}/fireworks/${account}/datasets/x`, {
    headers: { authorization: 'Bearer rejected' },
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 16, details: [] });
});
