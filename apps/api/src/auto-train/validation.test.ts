import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import { newId } from '@understudy/db/new-id';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForBatch, batchOf } from '../testing/auto-train-batch.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi({ AUTO_TRAIN_MAX_EXAMPLES: '750' });
});
afterAll(() => api.close());

const count = 'num_examples must be a whole number from 1 to 750.';
const list =
  /^genres must be a list of one or more different genres out of fantasy, .*thriller, or null for all\.$/;
const members = 'ensemble must be a list of 1 to 7 models.';
const member = { model: 'gpt-5.4-mini' };

const refused: readonly [fault: string, body: Record<string, unknown>, field: string, message: string | RegExp][] = [
  ['no user', { user_id: undefined }, 'user_id', 'user_id must be the ID of the user, as in the bearer token.'],
  ['a number as user', { user_id: 7 }, 'user_id', 'user_id must be the ID of the user, as in the bearer token.'],
  ['no number', { num_examples: undefined }, 'num_examples', count],
  ['no examples', { num_examples: 0 }, 'num_examples', count],
  ['too many examples', { num_examples: 751 }, 'num_examples', count],
  ['half an example', { num_examples: 1.5 }, 'num_examples', count],
  ['a number as text', { num_examples: '50' }, 'num_examples', count],
  ['one genre without a list', { genres: 'fantasy' }, 'genres', list],
  ['an empty list of genres', { genres: [] }, 'genres', list],
  ['a genre twice', { genres: ['horror', 'horror'] }, 'genres', list],
  ['an unknown genre', { genres: ['horror', 'western'] }, 'genres.1', /^genres: "western" is not a genre; choose from fantasy, /],
  ['a number as genre', { genres: [3] }, 'genres.0', /^genres: this is not a genre; choose from fantasy, /],
  ['memory as text', { store_in_memory: 'yes' }, 'store_in_memory', 'store_in_memory must be true or false.'],
  ['an avatar by its name', { avatar_id: 'Ash' }, 'avatar_id', 'avatar_id must be the UUID of an avatar, or null.'],
  ['a negative seed', { seed: -1 }, 'seed', 'seed must be a whole number from 0 to 4294967295.'],
  ['an empty ensemble', { ensemble: [] }, 'ensemble', members],
  ['an ensemble of eight', { ensemble: Array(8).fill(member) }, 'ensemble', members],
  ['a member without model', { ensemble: [{}] }, 'ensemble.0.model', 'model must be the name of a model, 1 to 200 characters.'],
  ['a weight of nothing', { ensemble: [{ ...member, weight: 0 }] }, 'ensemble.0.weight', 'weight must be a number from 0.1 to 10.'],
  ['a short timeout', { ensemble: [{ ...member, timeout_ms: 5 }] }, 'ensemble.0.timeout_ms', /^timeout_ms must be a whole number of milliseconds/],
  ['a member that nobody serves', { ensemble: [member, { model: 'org/model' }] }, 'ensemble.1.model', /^"org\/model" is a Hugging Face model, but no token is set\./],
  ['a judge that nobody serves', { judge_model: 'org/judge' }, 'judge_model', /^"org\/judge" is a Hugging Face model/],
  ['too many calls at once', { concurrency: 201 }, 'concurrency', 'concurrency must be a whole number from 1 to 200.'],
  ['a cap of nothing', { budget: { max_cost_usd: 0 } }, 'budget.max_cost_usd', 'max_cost_usd must be an amount in US dollars above 0.'],
  ['half a token', { budget: { max_tokens: 0.5 } }, 'budget.max_tokens', 'max_tokens must be a whole number from 1.'],
  ['an unknown field', { colour: 'red' }, 'colour', 'Unknown field: colour.'],
]; // prettier-ignore

describe('a request for a batch', () => {
  test.each(refused)(
    'with %s is refused, naming the field and what is allowed',
    async (...[, body, field, message]) => {
      const response = await askForBatch(api, user, body);
      expect(response.status).toBe(422);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      const problem = problemDetailsSchema.parse(await response.json());
      expect(problem.code).toBe('validation_failed');
      expect(problem.errors).toHaveLength(1);
      expect(problem.errors?.[0]).toMatchObject({
        field,
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      });
      expect(problem.detail).toContain(problem.errors?.[0]?.message);
    },
  );

  test('lists every fault at once, and says in the detail how many there are', async () => {
    const response = await askForBatch(api, user, { num_examples: 0, genres: ['x'], store_in_memory: 1 });
    const problem = problemDetailsSchema.parse(await response.json());
    expect(problem.errors?.map(({ field }) => field)).toEqual([
      'num_examples',
      'genres.0',
      'store_in_memory',
    ]);
    expect(problem.detail).toBe(`${count} 2 more faults are listed.`);
  });

  test.each([
    ['100,000 genres', { genres: Array(100_000).fill('x') }],
    ['a genre of 3,000,000 characters', { genres: ['x'.repeat(3_000_000)] }],
    ['100,000 models', { ensemble: Array(100_000).fill({}) }],
    ['100,000 unknown fields', Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`x${n}`, 1]))],
  ])('with %s is refused in few words', async (_, body) => {
    const response = await askForBatch(api, user, body);
    expect(response.status).toBe(422);
    expect((await response.text()).length).toBeLessThan(30_000);
  });

  test('for an enormous number is told so once', async () => {
    const response = await askForBatch(api, user, { num_examples: 1e20 });
    const problem = problemDetailsSchema.parse(await response.json());
    expect(problem).toMatchObject({ detail: count, errors: [{ field: 'num_examples', message: count }] });
    expect(problem.errors).toHaveLength(1);
  });

  test.each([
    ['{"user_id": "ada", "num_examples": }', 400, 'malformed_request'],
    ['[]', 422, 'validation_failed'],
    ['null', 422, 'validation_failed'],
  ])('whose body is %s is refused', async (body, status, code) => {
    const headers = { 'content-type': 'application/json' };
    const response = await api.request('/auto-train', { method: 'POST', user, headers, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test('for another user is refused with 403, naming the field', async () => {
    const response = await askForBatch(api, user, { user_id: 'eve' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'forbidden',
      errors: [{ field: 'user_id', message: 'Must be "ada", the subject of the bearer token.' }],
    });
  });

  test('for an avatar that is not there is refused with 404', async () => {
    const response = await askForBatch(api, user, { avatar_id: newId() });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });

  test('that was refused leaves nothing behind', async () => {
    const rows = await api.database.ownerSql`select from runs`;
    expect(rows).toHaveLength(0);
  });

  test('may ask for as many as the deployment allows', async () => {
    const batch = await batchOf(await askForBatch(api, user, { num_examples: 750 }));
    expect(batch.num_examples).toBe(750);
  });
});

describe('the query of items', () => {
  test.each([
    'index=one',
    'index=-1',
    `index=${Array(101).fill(1).join(',')}`,
    'status=done',
    'genre=western',
  ])('with %s is refused', async (query) => {
    const response = await api.request(`/api/auto-train-batches/${newId()}/items?${query}`, { user });
    expect(response.status).toBe(422);
    const problem = problemDetailsSchema.parse(await response.json());
    expect(problem.errors?.[0]?.field).toBe(query.split('=')[0]);
  });
});
