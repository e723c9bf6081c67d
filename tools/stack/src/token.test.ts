import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('token.ts', import.meta.url));
const days = 24 * 60 * 60;
let stateFolder: string;

beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'understudy-token-'));
});

afterAll(() => rm(stateFolder, { recursive: true, force: true }));

const runToken = (...parameters: string[]): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [command, ...parameters], {
    env: { PATH: process.env['PATH'], UNDERSTUDY_STATE: stateFolder },
  });

describe('npm run token', () => {
  it('gives the same secret to callers that all come first, and prints tokens that verify against it', async () => {
    const outputs = await Promise.all(['ann', 'bob', 'Zoë 1'].map((user) => runToken('--user', user)));
    const secret = (await readFile(join(stateFolder, 'development-secret'), 'utf8')).trim();
    const subjects = outputs.map(async ({ stdout }) => {
      expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const { payload } = await jwtVerify(stdout.trim(), new TextEncoder().encode(secret));
      expect(payload.iss).toBe('understudy-development');
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(30 * days);
      return payload.sub;
    });
    expect(await Promise.all(subjects)).toEqual(['ann', 'bob', 'Zoë 1']);
  });

  it('keeps the secret readable by its owner only', async () => {
    await runToken('--user', 'ann');
    expect((await stat(join(stateFolder, 'development-secret'))).mode & 0o777).toBe(0o600);
  });

  it('honours another lifetime', async () => {
    const { stdout } = await runToken('--user', 'ann', '--expires', '2h');
    const secret = (await readFile(join(stateFolder, 'development-secret'), 'utf8')).trim();
    const { payload } = await jwtVerify(stdout.trim(), new TextEncoder().encode(secret));
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(7200);
  });

  it.each([
    ['no user', []],
    ['an empty user', ['--user', '']],
    ['a user of 256 characters', ['--user', 'u'.repeat(256)]],
    ['a user with a line break', ['--user', 'a\nb']],
    ['a lifetime that is none', ['--user', 'ann', '--expires', 'tomorrow']],
    ['an option that does not exist', ['--name', 'ann']],
  ])('fails on standard error alone for %s', async (_case, parameters) => {
    await expect(runToken(...parameters)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^token: .+\n$/s),
    });
  });
});
