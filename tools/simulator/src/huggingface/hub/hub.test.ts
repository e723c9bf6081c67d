import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createRepo,
  deleteRepo,
  downloadFile,
  listFiles,
  repoExists,
  uploadFiles,
  whoAmI,
} from '@huggingface/hub';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSimulator } from '../../app.ts';
import { listen } from '../../listen.ts';
import type { RunningSimulator } from '../../listen.ts';

let stateFolder: string;
let simulator: RunningSimulator;
let hub: { hubUrl: string; accessToken: string };

async function start(): Promise<void> {
  simulator = await listen(createSimulator({ stateFolder }));
  hub = { hubUrl: `${simulator.url}/hf`, accessToken: 'hf_test' };
}
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'simulator-hub-'));
  await start();
});
afterEach(async () => {
  await simulator.close();
  await rm(stateFolder, { recursive: true });
});

const repo = { type: 'dataset', name: 'simulated/ash' } as const;

const pathsOf = async (): Promise<string[]> => {
  const found: string[] = [];
  for await (const { path, type } of listFiles({ ...hub, repo, recursive: true }))
    if (type === 'file') found.push(path);
  return found.sort();
};

test('the official client makes a private data set, fills it and reads it back, also after a restart', async () => {
  expect((await whoAmI(hub)).name).toBe('simulated');
  const { repoUrl } = await createRepo({ ...hub, repo, visibility: 'private' });
  expect(repoUrl).toBe(`${hub.hubUrl}/datasets/simulated/ash`);
  const files = [
    { path: 'README.md', content: new Blob(['# Ash\n']) },
    { path: 'data/train.jsonl', content: new Blob(['{"prompt":[]}\n']) },
  ];
  await uploadFiles({ ...hub, repo, files, commitTitle: 'Data' });
  expect(await pathsOf()).toEqual(['README.md', 'data/train.jsonl']);
  await simulator.close();
  await start();
  const read = await downloadFile({ ...hub, repo, path: 'data/train.jsonl' });
  expect(await read?.text()).toBe('{"prompt":[]}\n');
  expect(await downloadFile({ ...hub, repo, path: 'none.txt' })).toBeNull();
  const state = await (await fetch(`${simulator.url}/admin/hub`)).json();
  expect(state).toMatchObject({ repositories: [{ id: 'simulated/ash', private: true, commits: ['Data'] }] });
});

test('large files and those that are no text travel apart', async () => {
  await createRepo({ ...hub, repo });
  const content = Buffer.alloc(11 * 2 ** 20, 'a');
  const files = [
    { path: 'big.jsonl', content: new Blob([content]) },
    { path: 'small.bin', content: new Blob([Buffer.from([0, 1, 2])]) },
  ];
  for (let time = 0; time < 2; time += 1) await uploadFiles({ ...hub, repo, files });
  const read = await downloadFile({ ...hub, repo, path: 'big.jsonl' });
  expect(read?.size).toBe(content.length);
  const entries = [];
  for await (const entry of listFiles({ ...hub, repo })) entries.push(entry);
  expect(entries).toMatchObject([{ lfs: { size: content.length } }, { lfs: { size: 3 } }]);
});

test('a repository that exists is a 409, one that does not a 404, and another’s namespace a 403', async () => {
  await createRepo({ ...hub, repo });
  await expect(createRepo({ ...hub, repo })).rejects.toMatchObject({ statusCode: 409 });
  const other = { type: 'dataset', name: 'somebody/ash' } as const;
  await expect(createRepo({ ...hub, repo: other })).rejects.toMatchObject({ statusCode: 403 });
  await expect(createRepo({ ...hub, repo: { ...repo, name: 'simulated/a..b' } })).rejects.toMatchObject({
    statusCode: 400,
  });
  await deleteRepo({ ...hub, repo });
  await expect(deleteRepo({ ...hub, repo })).rejects.toMatchObject({ statusCode: 404 });
  expect(await repoExists({ ...hub, repo })).toBe(false);
  const files = [{ path: 'a', content: new Blob(['a']) }];
  await expect(uploadFiles({ ...hub, repo, files })).rejects.toMatchObject({ statusCode: 404 });
});

test('a rejected or a missing token is a 401', async () => {
  await expect(whoAmI({ ...hub, accessToken: 'hf_invalid' })).rejects.toMatchObject({ statusCode: 401 });
  expect((await fetch(`${hub.hubUrl}/api/whoami-v2`)).status).toBe(401);
});

test('a commit is refused as a whole where a part of it is wrong', async () => {
  await createRepo({ ...hub, repo });
  const send = (lines: readonly object[]) =>
    fetch(`${hub.hubUrl}/api/datasets/simulated/ash/commit/main`, {
      method: 'POST',
      headers: { authorization: 'Bearer hf_test', 'content-type': 'application/x-ndjson' },
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    });
  const file = { key: 'file', value: { path: 'a.txt', content: 'YQ==', encoding: 'base64' } };
  const header = { key: 'header', value: { summary: 'A' } };
  const outside = { key: 'file', value: { path: '../a.txt', content: 'YQ==', encoding: 'base64' } };
  const lost = { key: 'lfsFile', value: { path: 'b', oid: '0'.repeat(64), size: 1, algo: 'sha256' } };
  for (const lines of [[file], [header, file, outside], [header, file, lost]]) {
    expect((await send(lines)).status).toBe(400);
  }
  expect(await pathsOf()).toEqual([]);
  expect((await send([header, file])).status).toBe(200);
});
