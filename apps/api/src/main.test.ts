import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

const main = fileURLToPath(import.meta.resolve('./main.ts'));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-api-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the API where it cannot start. */
async function startInVain(variables: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const api = spawn(process.execPath, [main], {
    env: {
      NODE_ENV: 'development',
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      JWT_SECRET: 'a secret of a test, which is long enough',
      STORAGE_FOLDER: join(folder, 'storage'),
      LOG_LEVEL: 'silent',
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(api.stderr), once(api, 'exit')]);
  return { code, said };
}

it('says in one line that its folder cannot be used', async () => {
  const { code, said } = await startInVain({ STORAGE_FOLDER: main });
  expect(code).toBe(1);
  expect(said).toMatch(/^STORAGE_FOLDER: .*main\.ts cannot be used \(EEXIST.*\n$/);
});

it('says in one line that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = z.object({ port: z.int() }).parse(other.address());
  const { code, said } = await startInVain({ API_HOST: '127.0.0.1', PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(said).toMatch(/^PORT, API_HOST: The API cannot listen there \(.*EADDRINUSE.*\n$/);
});
