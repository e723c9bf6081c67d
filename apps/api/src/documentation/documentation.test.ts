import { readFile } from 'node:fs/promises';
import { problemDefinitions } from '@understudy/domain/errors/problem-code';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOpenApiDocument } from '../openapi/document.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('the OpenAPI document', () => {
  test('is served, and is the one in the repository: else run "npm run openapi"', async () => {
    const kept = JSON.parse(await readFile(new URL('../../openapi.json', import.meta.url), 'utf8'));
    expect(JSON.parse(JSON.stringify(createOpenApiDocument()))).toEqual(kept);
    expect(await (await api.request('/openapi.json')).json()).toEqual(kept);
  });

  test('documents every operation and what can go wrong with it', () => {
    const { paths = {} } = createOpenApiDocument();
    for (const item of Object.values(paths)) {
      for (const operation of Object.values(item)) {
        expect(operation).toMatchObject({ operationId: expect.any(String), summary: expect.any(String) });
        expect(operation.responses).toHaveProperty('500');
      }
    }
  });
});

describe('the documentation', () => {
  test('is a page that takes everything from here', async () => {
    const page = await (await api.request('/docs')).text();
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      expect(source).toMatch(/^\/docs\//);
      expect((await api.request(source)).status).toBe(200);
    }
  });

  test('lists every problem at the address that its type names', async () => {
    const page = await (await api.request('/docs/problems')).text();
    for (const code of Object.keys(problemDefinitions)) expect(page).toContain(`id="${code}"`);
  });
});
