import { chatReplySchema } from '@understudy/domain/chat/chat';
import { experimentSchema, experimentPageSchema } from '@understudy/domain/model-experiments/experiment';
import { newId } from '@understudy/db/new-id';
import { seedEverything } from '@understudy/db/testing/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAnsweringProvider, type AnsweringProvider } from '../testing/answering-provider.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let provider: AnsweringProvider;
let api: TestApi;
let avatarId: string;
let versionId: string;
let jobId: string;
const user = 'ada';

beforeAll(async () => {
  provider = await startAnsweringProvider();
  api = await startTestApi({ OPENAI_BASE_URL: provider.url });
  ({ avatarId, versionId, fineTuneJobId: jobId } = await api.database.db.asUser(user, seedEverything));
  await api.database.ownerSql`
    update avatar_fine_tune_jobs set fine_tuned_model = 'ft:llama:ash', status = 'succeeded', provider = 'openai'
  `;
});
afterAll(async () => {
  await api.close();
  provider.close();
});

const post = (path: string, json: unknown) => api.request(path, { method: 'POST', user, json });
const start = (json: object) => post(`/api/avatars/${avatarId}/model-experiments`, json);

async function say(message: string, history: object[] = [], more: object = {}) {
  const answer = await post(`/api/avatars/${avatarId}/chat`, { message, history, ...more });
  expect(answer.status).toBe(200);
  return chatReplySchema.parse(await answer.json());
}

const rate = (messageId: string, rating: number) =>
  post(`/api/prompt-versions/${versionId}/rate`, { message_id: messageId, rating });

async function read(id: string) {
  return experimentSchema.parse(await (await api.request(`/api/model-experiments/${id}`, { user })).json());
}

describe('an experiment', () => {
  test('splits conversations, keeps each with its arm, counts its ratings, and ends with its winner', async () => {
    const started = await start({
      name: 'Tuned?',
      a: { base_model: 'llama' },
      b: { fine_tune_job_id: jobId },
    });
    expect(started.status).toBe(201);
    const { id, a, b } = experimentSchema.parse(await started.json());
    expect(a).toMatchObject({ model: 'llama', fine_tune_job_id: null, prompt_version_id: versionId });
    expect(b).toMatchObject({ model: 'ft:llama:ash', fine_tune_job_id: jobId });

    const again = await start({ name: 'Another', b: { base_model: 'other' } });
    expect(again.status).toBe(409);

    const counts = { a: 0, b: 0 };
    for (let conversation = 0; conversation < 12; conversation += 1) {
      const opening = `Question ${String(conversation)}`;
      const first = await say(opening);
      expect(first.experiment?.id).toBe(id);
      const arm = first.experiment?.arm ?? 'a';
      expect(first.reply).toBe(arm === 'a' ? 'I am llama' : 'I am ft:llama:ash');
      const history = [
        { role: 'user', content: opening },
        { role: 'assistant', content: first.reply },
      ];
      const second = await say('And?', history);
      expect(second.experiment?.arm).toBe(arm);
      counts[arm] += 2;
      expect((await rate(first.message_id, arm === 'a' ? 2 : 5)).status).toBe(200);
    }
    expect(Math.min(counts.a, counts.b)).toBeGreaterThan(0);

    const result = await read(id);
    expect(result.messages).toEqual({
      a: { messages: counts.a, fallbacks: 0 },
      b: { messages: counts.b, fallbacks: 0 },
    });
    expect(result.comparison).toMatchObject({
      a: { ratings: counts.a / 2, average: 2 },
      b: { ratings: counts.b / 2, average: 5 },
    });
    expect(result.liked).toMatchObject({ a: 0, b: 1 });
    expect(result.verdict).toMatch(/^Too few ratings yet/);

    const stopped = experimentSchema.parse(
      await (await post(`/api/model-experiments/${id}/stop`, { winner: 'b' })).json(),
    );
    expect(stopped).toMatchObject({ status: 'ended', winner: 'b' });
    const after = await say('Who are you now?');
    expect(after).toMatchObject({ reply: 'I am ft:llama:ash', experiment: null, tuned: true });
    expect((await post(`/api/model-experiments/${id}/stop`, {})).status).toBe(409);
    const page = await (await api.request(`/api/avatars/${avatarId}/model-experiments`, { user })).json();
    expect(experimentPageSchema.parse(page).items.map((one) => one.id)).toContain(id);
  });

  test('does not count the rating of an answer that another model gave', async () => {
    await api.database.ownerSql`update avatar_fine_tune_jobs set fine_tuned_model = 'ft:broken'`;
    const started = await start({
      name: 'A broken model',
      a: { base_model: 'llama' },
      b: { fine_tune_job_id: jobId },
      share_of_b: 0.99,
    });
    const { id } = experimentSchema.parse(await started.json());
    // Which arm a conversation falls to follows from its ID and the experiment's, which is another one every time.
    let found = await say('Hey', [], { conversation_id: newId() });
    while (found.experiment?.arm !== 'b') found = await say('Hey', [], { conversation_id: newId() });
    expect(found).toMatchObject({
      experiment: { id, arm: 'b' },
      fallback: expect.stringContaining('broken'),
    });
    await rate(found.message_id, 1);
    expect(await read(id)).toMatchObject({
      messages: { b: { messages: 1, fallbacks: 1 } },
      comparison: { b: { ratings: 0 } },
    });
    // Whoever asks for a version is given that version.
    expect((await say('Hey', [], { prompt_version_id: versionId })).experiment).toBeNull();
    expect((await post(`/api/model-experiments/${id}/stop`, {})).status).toBe(200);
  });

  test('needs two arms that differ, and a model where a job is named', async () => {
    const same = await start({ name: 'Same', b: {} });
    expect(same.status).toBe(422);
    await api.database.ownerSql`update avatar_fine_tune_jobs set fine_tuned_model = null, status = 'running'`;
    expect((await start({ name: 'None', b: { fine_tune_job_id: jobId } })).status).toBe(409);
  });
});
