import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireStorage } from './require-storage.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-storage-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const check = (path: string) => requireStorage({ kind: 'folder', folder: path });

it('makes a folder that is missing, for its owner alone', async () => {
  const path = join(folder, 'new', 'storage');
  await check(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  await check(path);
});

it.each([
  ['a file', () => join(folder, 'a-file')],
  ['a folder below a file', () => join(folder, 'a-file', 'storage')],
])('refuses %s, and says which variable to change', async (_, path) => {
  await writeFile(join(folder, 'a-file'), '');
  await expect(check(path())).rejects.toThrow(/^STORAGE_FOLDER: .* cannot be used \(E[A-Z]+.*Name a folder/);
});
