import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeStaleCopies } from './remove-stale-copies.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-stale-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = Date.parse('2026-11-21T12:00:00Z');
const hour = 60 * 60 * 1000;

async function leave(name: string, agoMs: number): Promise<void> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'file'), 'somebody’s words');
  const at = new Date(now - agoMs);
  await utimes(join(folder, name), at, at);
}

it('deletes copies that a killed worker has left, and nothing that may be in use or is not ours', async () => {
  await leave('understudy-upload-old', 25 * hour);
  await leave('understudy-upload-new', hour);
  await leave('of-somebody-else', 100 * hour);
  expect(await removeStaleCopies(folder, now)).toBe(1);
  expect((await readdir(folder)).toSorted()).toEqual(['of-somebody-else', 'understudy-upload-new']);
});
