import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const settingsOf = async (user: string) => (await api.request('/api/settings', { user })).json();
const change = (json: unknown) => api.request('/api/settings', { method: 'PATCH', user: 'ada', json });

test('automatic fine-tuning is off until it is chosen, by each user for themselves', async () => {
  expect(await settingsOf('ada')).toEqual({ auto_fine_tune: false });
  expect(await (await change({ auto_fine_tune: true })).json()).toEqual({ auto_fine_tune: true });
  expect(await settingsOf('ada')).toEqual({ auto_fine_tune: true });
  expect(await settingsOf('eve')).toEqual({ auto_fine_tune: false });
});

test.each([{}, { auto_fine_tune: 'yes' }, { auto_fine_tune: null }, { colour: 'red' }])(
  'settings are not changed to %j',
  async (json) => {
    expect((await change(json)).status).toBe(422);
  },
);
