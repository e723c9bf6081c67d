import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentReporter } from '../console/reporter.ts';
import { processIdentity } from '../processes/process-identity.ts';
import { claimStateFolder } from './process-registry.ts';

let folder: string;
let left: ChildProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-registry-'));
  left = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  await once(left, 'spawn');
});

afterEach(async () => {
  left.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function writeRegistry(identity: string): Promise<void> {
  // A supervisor with this identity cannot exist: the pid is ours, the rest is not.
  const supervisor = { pid: process.pid, identity: 'gone' };
  const content = { supervisor, processes: { worker: { pid: left.pid, identity } } };
  await writeFile(join(folder, 'processes.json'), JSON.stringify(content));
}

it('ends what a killed supervisor left running', async () => {
  const ended = once(left, 'exit');
  await writeRegistry((await processIdentity(left.pid ?? 0)) ?? '');
  await claimStateFolder(folder, silentReporter);
  await ended;
  expect(left.signalCode).toBe('SIGTERM');
});

it('does not touch another program that was given the same pid since', async () => {
  await writeRegistry('1|postgres -D /some/where');
  await claimStateFolder(folder, silentReporter);
  expect(left.exitCode).toBeNull();
  expect(left.signalCode).toBeNull();
});

it('starts anew over a file that cannot be read', async () => {
  await writeFile(join(folder, 'processes.json'), '{ half');
  await expect(claimStateFolder(folder, silentReporter)).resolves.toBeDefined();
});
