import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentReporter } from '../console/reporter.ts';
import { createGoProgress } from './go-install.ts';
import { cachedCliPath, resolveTemporalCli } from './resolve-cli.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-temporal-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function putExecutable(path: string): Promise<string> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
}

describe('resolveTemporalCli', () => {
  it('prefers a temporal on PATH to the one it keeps', async () => {
    const onPath = await putExecutable(join(folder, 'path', 'temporal'));
    await putExecutable(cachedCliPath(join(folder, 'bin')));
    const path = ['/no/such/folder', join(folder, 'path')].join(delimiter);
    const search = { binaryFolder: join(folder, 'bin'), reporter: silentReporter, path };
    expect(await resolveTemporalCli(search)).toBe(onPath);
  });

  it('takes the one it keeps when none is on PATH', async () => {
    const kept = await putExecutable(cachedCliPath(join(folder, 'bin')));
    const search = { binaryFolder: join(folder, 'bin'), reporter: silentReporter, path: '' };
    expect(await resolveTemporalCli(search)).toBe(kept);
  });
});

describe('createGoProgress', () => {
  it('tells downloads, then packages, from the output of go install -v', () => {
    const progress = createGoProgress();
    progress.read('go: downloading go.temporal.io/server v1.29.1');
    expect(progress.describe()).toBe('1 modules downloaded');
    progress.read('github.com/temporalio/cli/cmd/temporal');
    progress.read('go: finding something');
    expect(progress.describe()).toBe('1 of about 1300 packages compiled');
  });
});
