import { recordItems } from '@understudy/db/auto-train/record-items';
import { acceptedItem, failedItem } from '@understudy/db/testing/seed-auto-train';
import { autoTrainResultSchema } from '@understudy/domain/auto-train/auto-train-result';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForBatch, batchOf, moveRun } from '../testing/auto-train-batch.ts';
import { waitForRun } from '../runs/wait-for-run.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const eventually = { timeout: 10_000, interval: 20 };

/** The only run of a user, as soon as it is there and the attempt to start its workflow is over. */
async function runOf(user: string): Promise<string> {
  const find = async () => {
    const rows = await api.database
      .ownerSql`select id from runs where user_id = ${user} and last_sequence > 1`;
    return rows.map((row) => `${row['id']}`);
  };
  await expect.poll(find, eventually).toHaveLength(1);
  return (await find()).join();
}

function wait(user: string, preference: string, signal?: AbortSignal): Promise<Response> {
  const options = { headers: { prefer: preference }, ...(signal === undefined ? {} : { signal }) };
  return askForBatch(api, user, {}, options);
}

describe('Prefer: wait=N', () => {
  test('is answered with exactly the result when the run ends in time', async () => {
    const response = wait('ada', 'respond-async, wait=30');
    const id = await runOf('ada');
    await api.database.db.asUser('ada', (tx) => recordItems(tx, id, [acceptedItem(0), failedItem(1)]));
    await moveRun(api, 'ada', id, 'completed_with_errors');
    const answer = await response;
    expect(answer.status).toBe(200);
    expect(answer.headers.get('preference-applied')).toBe('wait=30');
    expect(answer.headers.get('location')).toBe(`/api/runs/${id}`);
    const body: unknown = await answer.json();
    expect(body).toEqual({
      total_requested: 2,
      successful: 1,
      failed: 1,
      genre_distribution: { fantasy: 1 },
      average_quality: 8.5,
      total_time: 0,
      stored_in_memory: false,
      training_stats: { training_examples: 1, examples_until_next_training: 49, custom_model_exists: false },
      ready_for_finetuning: false,
    });
    expect(await (await api.request(`/auto-train/${id}`, { user: 'ada' })).json()).toEqual(body);
  });

  test('is answered with the result of a run that was cancelled, with what is kept', async () => {
    const response = wait('bob', 'wait=30');
    const id = await runOf('bob');
    await api.database.db.asUser('bob', (tx) => recordItems(tx, id, [acceptedItem(0)]));
    await api.request(`/api/runs/${id}/cancel`, { method: 'POST', user: 'bob' });
    const answer = await response;
    expect(answer.status).toBe(200);
    expect(autoTrainResultSchema.parse(await answer.json())).toMatchObject({
      total_requested: 2,
      successful: 1,
    });
  });

  test('is answered with the reason when the run fails', async () => {
    const response = wait('carol', 'wait=30');
    const id = await runOf('carol');
    const error = {
      code: 'provider_key_rejected',
      message: 'The key is wrong.',
      phase: 'generating',
    } as const;
    await moveRun(api, 'carol', id, 'failed', error);
    const answer = await response;
    expect(answer.status).toBe(502);
    const problem = problemDetailsSchema.parse(await answer.json());
    expect(problem.code).toBe('provider_key_rejected');
    expect(problem.detail).toMatch(new RegExp(`^The key is wrong\\..*POST /api/runs/${id}/retry\\.$`));
  });

  test('is answered with the batch when the time is over', async () => {
    const answer = await wait('dora', 'wait=1');
    expect(answer.status).toBe(202);
    expect(answer.headers.get('preference-applied')).toBe('wait=1');
    expect((await batchOf(answer)).run.status).toBe('queued');
  });

  test('does not wait for a higher cap, which only a person can give', async () => {
    const response = wait('erin', 'wait=30');
    const id = await runOf('erin');
    await moveRun(api, 'erin', id, 'budget_paused');
    const answer = await response;
    expect(answer.status).toBe(202);
    expect((await batchOf(answer)).run.status).toBe('budget_paused');
  });

  test('answers a repeated request for a run that has ended at once', async () => {
    const headers = { 'idempotency-key': 'again', prefer: 'wait=30' };
    const ask = () => askForBatch(api, 'fay', {}, { headers });
    const first = ask();
    await moveRun(api, 'fay', await runOf('fay'), 'completed');
    expect((await first).status).toBe(200);
    const second = await ask();
    expect(second.status).toBe(200);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  test('ends with the client, and the run goes on', async () => {
    const client = new AbortController();
    const response = wait('gus', 'wait=600', client.signal);
    const id = await runOf('gus');
    client.abort();
    await expect(response).rejects.toThrow();
    const ofRequest = () => api.log.filter((line) => line.includes('"aborted":true'));
    await expect.poll(ofRequest, eventually).toHaveLength(1);
    expect(api.log.some((line) => line.includes('request failed'))).toBe(false);
    const [run] = await api.database.ownerSql`select status from runs where id = ${id}`;
    expect(run).toMatchObject({ status: 'queued' });
  });

  test('is over at once when the client goes away', async () => {
    const { id } = await batchOf(await askForBatch(api, 'hal'));
    const client = new AbortController();
    const patience = { seconds: 600, clientGone: client.signal };
    const waited = waitForRun(api.dependencies, { userId: 'hal', runId: id }, patience);
    setTimeout(() => client.abort(), 50);
    expect(await waited).toMatchObject({ id, status: 'queued' });
  });
});
