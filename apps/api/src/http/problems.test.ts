import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestRequest } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const user = 'ada';
const json = { 'content-type': 'application/json' };

async function problemOf(path: string, options: TestRequest, status: number) {
  const response = await api.request(path, { user, ...options });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = problemDetailsSchema.parse(await response.json());
  expect(problem.status).toBe(status);
  expect(problem.instance).toBe(`urn:uuid:${response.headers.get('x-request-id')}`);
  return { problem, response };
}

describe('problem details', () => {
  test('name every field that is wrong, and what is allowed', async () => {
    const avatar = { name: '', traits: ['a', 7], mbti: 'ABCD', base_model: null, colour: 'red' };
    const { problem } = await problemOf('/api/avatars', { method: 'POST', json: avatar }, 422);
    expect(problem.code).toBe('validation_failed');
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        { field: 'name', message: 'Give the avatar a name' },
        { field: 'traits.1', message: 'Must be text, not a number.' },
        { field: 'mbti', message: expect.stringMatching(/^Must be one of "INTJ", "INTP"/) },
        { field: 'colour', message: 'Is not known here. Remove it, or check how it is written.' },
      ]),
    );
  });

  test('say of a name that is too long that it is, and not that there is none', async () => {
    const avatar = { name: 'x'.repeat(101), traits: ['x'.repeat(61)] };
    const { problem } = await problemOf('/api/avatars', { method: 'POST', json: avatar }, 422);
    expect(problem.errors).toEqual([
      { field: 'name', message: 'Must have at most 100 characters.' },
      { field: 'traits.0', message: 'Must have at most 60 characters.' },
    ]);
  });

  test('say that a field is missing when there is no body at all', async () => {
    const { problem } = await problemOf('/api/avatars', { method: 'POST' }, 422);
    expect(problem.errors).toEqual([{ field: 'name', message: 'Is missing. Give text.' }]);
  });

  test('are given for a query that is not valid, and for a field that is unknown in it', async () => {
    const { problem } = await problemOf('/api/runs?limit=1000&colour=red', {}, 422);
    expect(problem.errors).toEqual([
      { field: 'limit', message: 'Must be at most 200.' },
      {
        field: 'colour',
        message: expect.stringMatching(/^Is not known here. The parameters are limit, cursor, /),
      },
    ]);
  });

  test('give the position at which JSON breaks', async () => {
    const options = { method: 'POST', headers: json, body: '{\n  "name": Ash }' };
    const { problem } = await problemOf('/api/avatars', options, 400);
    expect(problem).toMatchObject({ code: 'malformed_request' });
    expect(problem.detail).toContain('line 2, column 11 (position 12)');
  });

  test('treat a key called __proto__ as an unknown field', async () => {
    const options = {
      method: 'POST',
      headers: json,
      body: '{"name": "Ash", "__proto__": {"polluted": true}}',
    };
    await problemOf('/api/avatars', options, 422);
    expect({}).not.toHaveProperty('polluted');
  });

  test('refuse another content type and a body that is too large', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ name: 'Ash' }) };
    expect((await problemOf('/api/avatars', form, 415)).problem.code).toBe('unsupported_media_type');
    const large = { method: 'POST', json: { name: 'Ash', backstory: 'x'.repeat(5_000_000) } };
    expect((await problemOf('/api/avatars', large, 413)).problem.code).toBe('payload_too_large');
  });

  test('tell an unknown address from a wrong method', async () => {
    expect((await problemOf('/api/nothing', {}, 404)).problem.code).toBe('not_found');
    expect((await problemOf('/api/runs/not-a-uuid', {}, 404)).problem.detail).toContain('"not-a-uuid"');
    expect((await problemOf('/api/avatars/%ff', {}, 400)).problem.code).toBe('malformed_request');
    const { response } = await problemOf('/api/avatars', { method: 'PUT' }, 405);
    expect(response.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
  });

  test('say nothing of our insides when something breaks that we did not foresee', async () => {
    await api.database.ownerSql`alter table avatar_profiles rename to avatar_profiles_hidden`;
    const { problem } = await problemOf('/api/avatars', {}, 500);
    await api.database.ownerSql`alter table avatar_profiles_hidden rename to avatar_profiles`;
    expect(problem.code).toBe('internal_error');
    expect(JSON.stringify(problem)).not.toMatch(/avatar_profiles|relation|\bat\b.*\.ts/);
    expect(api.log.some((line) => line.includes('request failed') && line.includes('avatar_profiles'))).toBe(
      true,
    );
  });

  test('keep the ID that the caller gave the request', async () => {
    const id = '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11';
    const response = await api.request('/api/nothing', { headers: { 'x-request-id': id } });
    expect(response.headers.get('x-request-id')).toBe(id);
    expect(await response.json()).toMatchObject({ instance: `urn:uuid:${id}` });
  });
});

describe('answers', () => {
  test('carry security headers, and not what serves them', async () => {
    const { headers } = await api.request('/healthz');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('leave no token and no body in the log', async () => {
    await api.request('/api/avatars?cursor=private-cursor', {
      method: 'POST',
      user,
      json: { name: 'Very private' },
    });
    const log = api.log.join('');
    expect(log).toContain('"path":"/api/avatars"');
    expect(log).not.toMatch(/Very private|private-cursor|Bearer|eyJ/);
  });
});
