import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handleErrors, refuseUnknownAddress } from '../http/handle-errors.ts';
import { listen, type RunningServer } from '../server.ts';
import { registerWebPage } from './register-web-page.ts';

let folder: string;
let built: RunningServer;
let unbuilt: RunningServer;

async function serve(webFolder: string | undefined): Promise<RunningServer> {
  const app = express();
  registerWebPage(app, webFolder);
  app.use(refuseUnknownAddress, handleErrors(pino({ level: 'silent' })));
  return listen(app, { host: '127.0.0.1', port: 0 });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Understudy</title>');
  await writeFile(join(folder, 'assets', 'index-D1f2G3h4.js'), 'export {};');
  built = await serve(folder);
  unbuilt = await serve(join(folder, 'not-there'));
});
afterAll(async () => {
  await Promise.all([built.close(0), unbuilt.close(0)]);
  await rm(folder, { recursive: true });
});

const page = { headers: { accept: 'text/html,*/*;q=0.8' } };

describe('the web page', () => {
  test.each(['/', '/avatars/1/train', '/index.html', '/training.html'])(
    'is served at %s, and asked for anew each time',
    async (path) => {
      const response = await fetch(`${built.url}${path}`, page);
      expect(await response.text()).toContain('Understudy');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('has assets that are kept for a year', async () => {
    const response = await fetch(`${built.url}/assets/index-D1f2G3h4.js`);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test.each(['/api/nothing', '/assets/old-D1f2G3h4.js', '/auth/nothing'])(
    'is not served at %s',
    async (path) => {
      const response = await fetch(`${built.url}${path}`, page);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('says how to build it where it is not built', async () => {
    const response = await fetch(unbuilt.url, page);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});
