import { newId } from '@understudy/db/new-id';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** A user of a test's own. */
function newClient(user: string) {
  const send = async (method: string, path: string, json?: unknown) => {
    const response = await api.request(path, { method, user, ...(json === undefined ? {} : { json }) });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? parse(text) : undefined,
    };
  };
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, json: unknown) => send('POST', path, json),
    patch: (path: string, json: unknown) => send('PATCH', path, json),
    delete: (path: string) => send('DELETE', path),
  };
}

function parse(text: string) {
  return z.any().parse(JSON.parse(text));
}

const anxious = {
  instruction: 'I am anxious about my first session.',
  context: 'Pre-session preparation',
  response: 'It is completely natural to feel anxious. Here is what to expect on the day itself.',
};

describe('the seed’s endpoints', () => {
  test('add, list, count, download, delete and clear', async () => {
    const ann = newClient('ann');
    expect((await ann.get('/api/training/stats')).body).toMatchObject({
      total_examples: 0,
      avg_response_length: 0,
      training_readiness: 0,
    });
    const added = await ann.post('/api/training/add-example', anxious);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      success: true,
      total: 1,
      duplicate_of: null,
      example: { index: 0, ...anxious },
    });
    await ann.post('/api/training/add-example', { instruction: 'Hi', response: 'Hello!' });
    const list = await ann.get('/api/training/examples');
    expect(list.body).toMatchObject({ total: 2, next_cursor: null });
    expect(list.body.examples).toMatchObject([
      { index: 0, ...anxious, findings: [] },
      { index: 1, instruction: 'Hi', context: null, response: 'Hello!', findings: ['too_short'] },
    ]);
    expect((await ann.get('/api/training/stats')).body).toMatchObject({
      total_examples: 2,
      training_readiness: 0.4,
      by_source: { manual: 2 },
    });
    const file = await ann.get('/api/training/download/alpaca');
    expect(file.headers.get('content-disposition')).toContain('training-examples-alpaca.json');
    expect(parse(file.text)).toEqual([
      {
        instruction: anxious.instruction,
        input: anxious.context,
        output: anxious.response,
        system: '',
        history: [],
      },
      { instruction: 'Hi', input: '', output: 'Hello!', system: '', history: [] },
    ]);
    const deleted = await ann.delete('/api/training/examples/0');
    expect(deleted.body).toMatchObject({ success: true, id: added.body.example.id, total: 1 });
    expect((await ann.get('/api/training/examples')).body.examples).toMatchObject([
      { index: 0, instruction: 'Hi' },
    ]);
    expect((await ann.post('/api/training/clear', {})).status).toBe(422);
    const cleared = await ann.post('/api/training/clear', { confirm: true });
    expect(cleared.body).toMatchObject({ success: true, removed: 1 });
    const restored = await ann.post('/api/training/restore', { removal_id: cleared.body.removal_id });
    expect(restored.body).toEqual({ success: true, restored: 1 });
  });
});

describe('the example of an address', () => {
  test.each(['-1', 'abc', '1.5'])('is not %j, and the answer says what may be there', async (index) => {
    const ann = newClient('ann');
    const detail = `There is nothing at "${index}": index must be the place of an example in the list, counted from 0 as GET /api/training/examples shows it, or its UUID.`;
    const path = `/api/training/examples/${index}`;
    expect(await ann.delete(path)).toMatchObject({ status: 404, body: { code: 'not_found', detail } });
    expect(await ann.get(path)).toMatchObject({ status: 404, body: { detail } });
  });
});

describe('an avatar that there is not', () => {
  const avatarId = newId();
  const bea = newClient('bea');
  test.each([
    ['the list', () => bea.get(`/api/training/examples?avatar_id=${avatarId}`)],
    ['an example', () => bea.get(`/api/training/examples/0?avatar_id=${avatarId}`)],
    ['an edit', () => bea.patch(`/api/training/examples/0?avatar_id=${avatarId}`, { response: 'x' })],
    ['a removal', () => bea.delete(`/api/training/examples/0?avatar_id=${avatarId}`)],
    ['a download', () => bea.get(`/api/training/download/jsonl?avatar_id=${avatarId}`)],
    ['its preview', () => bea.get(`/api/training/download/jsonl/preview?avatar_id=${avatarId}`)],
    ['a card', () => bea.get(`/api/training/download/jsonl?card=true&avatar_id=${avatarId}`)],
    ['the figures', () => bea.get(`/api/training/stats?avatar_id=${avatarId}`)],
    ['the quality', () => bea.get(`/api/training/quality?avatar_id=${avatarId}`)],
    ['clearing', () => bea.post('/api/training/clear', { confirm: true, avatar_id: avatarId })],
    [
      'a bulk fix',
      () =>
        bea.post('/api/training/quality/fix', {
          finding: 'duplicate',
          fix: 'delete_all_but_first',
          avatar_id: avatarId,
        }),
    ],
    [
      'a redaction',
      () =>
        bea.post('/api/training/quality/fix', {
          finding: 'personal_data',
          fix: 'redact',
          avatar_id: avatarId,
        }),
    ],
  ])('is told by %s', async (_name, ask) => {
    const { status, body } = await ask();
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: 'not_found',
      detail: `There is no avatar ${avatarId}. avatar_id must be the ID of one of your avatars.`,
      errors: [{ field: 'avatar_id' }],
    });
  });
});

describe('a search', () => {
  test('of quotation marks or brackets alone does not find everything', async () => {
    const cat = newClient('cat');
    await cat.post('/api/training/add-example', anxious);
    await cat.post('/api/training/add-example', { instruction: 'What is ((x))?', response: 'A "variable".' });
    const found = async (search: string) => {
      const { body } = await cat.get(`/api/training/examples?search=${encodeURIComponent(search)}`);
      return body.examples.map(({ index }: { index: number }) => index);
    };
    expect(await found('((')).toEqual([1]);
    expect(await found('"((')).toEqual([1]);
    expect(await found('"')).toEqual([1]);
    expect(await found('""')).toEqual([]);
    expect(await found('!?!')).toEqual([]);
  });
});
