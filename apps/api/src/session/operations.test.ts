import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { developmentTokenSchema } from './session.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let development: TestApi;
let production: TestApi;
beforeAll(async () => {
  development = await startTestApi();
  production = await startTestApi({
    NODE_ENV: 'production',
    UNDERSTUDY_DEVELOPMENT_SECRET: '0',
    SIMULATED_PROVIDERS: '',
  });
});
afterAll(() => Promise.all([development.close(), production.close()]));

const ask = { method: 'POST', json: { user: 'ada' } };

describe('a development token', () => {
  test('is given where the development secret is in use, and opens the session', async () => {
    const answer = await development.request('/auth/development-token', ask);
    const { token } = developmentTokenSchema.parse(await answer.json());
    const session = await development.request('/api/session', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await session.json()).toEqual({
      user: 'ada',
      simulated_providers: ['openai'],
      temporal_ui_url: 'http://temporal.example:8233/',
      development: true,
      limits: expect.objectContaining({ file_bytes: 20 * 1024 * 1024, files: 100 }),
    });
  });

  test('does not exist in production', async () => {
    const response = await production.request('/auth/development-token', ask);
    expect(response.status).toBe(404);
    expect(await (await production.request('/healthz')).json()).toMatchObject({
      production: true,
      simulated_providers: [],
    });
  });
});
