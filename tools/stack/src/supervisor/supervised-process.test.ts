import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentReporter, type Reporter } from '../console/reporter.ts';
import { niceness } from '../processes/give-way.ts';
import { claimStateFolder, StateFolderInUseError, type ProcessRegistry } from './process-registry.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { StartError, SupervisedProcess } from './supervised-process.ts';

let folder: string;
let registry: ProcessRegistry;
let told: string[];
let started: SupervisedProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-supervisor-'));
  registry = await claimStateFolder(folder, silentReporter);
  told = [];
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((service) => service.stop()));
  await rm(folder, { recursive: true, force: true });
});

const steady = "console.log('ready'); setInterval(() => undefined, 1000);";

/** Of its session, where the system shares processors out among sessions. */
async function nicenessOf(pid = 0): Promise<number> {
  const session = await readFile(`/proc/${String(pid)}/autogroup`, 'utf8').catch(() => '');
  const found = / nice (-?\d+)/.exec(session)?.[1];
  return found === undefined ? getPriority(pid) : Number(found);
}

function supervise(program: string, changes: Partial<ServiceDefinition> = {}): SupervisedProcess {
  const reporter: Reporter = {
    ...silentReporter,
    warn: (_subject, message) => told.push(message),
    done: (_subject, message) => told.push(message),
  };
  const definition: ServiceDefinition = {
    name: 'worker',
    command: process.execPath,
    parameters: ['-e', program],
    cwd: folder,
    env: process.env,
    channel: true,
    logFile: join(folder, 'logs', 'worker.log'),
    readiness: { kind: 'announced' },
    waitsFor: 'a line',
    readyTimeout: 5_000,
    firstStartAttempts: 1,
    stopSignal: 'SIGTERM',
    stopGrace: 300,
    ...changes,
  };
  const service = new SupervisedProcess(definition, registry, reporter);
  started.push(service);
  return service;
}

describe('SupervisedProcess', () => {
  it('starts a killed process again and says so calmly', async () => {
    const service = supervise(steady);
    await service.start();
    const before = service.pid;
    await service.kill('SIGKILL');
    await service.ready;
    expect(service.pid).toBeTypeOf('number');
    expect(service.pid).not.toBe(before);
    expect(told[0]).toBe('ended (SIGKILL); starting it again');
    expect(told[1]).toMatch(/^is back after \d/);
  });

  it('lets others go before a process that gives way, also after a restart', async () => {
    const service = supervise(steady, { givesWay: true });
    await service.start();
    await expect.poll(() => nicenessOf(service.pid), { timeout: 5_000 }).toBe(niceness);
    await service.kill('SIGKILL');
    await service.ready;
    await expect.poll(() => nicenessOf(service.pid), { timeout: 5_000 }).toBe(niceness);
  });

  it('leaves a killed process alone while restarting is switched off, until it is asked to', async () => {
    const service = supervise(steady);
    await service.start();
    service.autoRestart = false;
    await service.kill('SIGKILL');
    expect(service.pid).toBeUndefined();
    await service.restart();
    expect(service.pid).toBeTypeOf('number');
  });

  it('fails to start with the last lines of a process that ends at once', async () => {
    const service = supervise("console.error('DATABASE_URL is missing'); process.exit(2);");
    const start = service.start();
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(/ended \(exit code 2\)[^]*DATABASE_URL is missing/);
  });

  it('fails to start a program that does not exist', async () => {
    await expect(supervise('', { command: '/no/such/program' }).start()).rejects.toThrow('ENOENT');
  });

  it('gives a process up that does not become ready in time', async () => {
    const service = supervise('setInterval(() => undefined, 1000);', { readyTimeout: 200 });
    await expect(service.start()).rejects.toThrow('was not ready in time');
    expect(service.pid).toBeUndefined();
  });

  it('kills a process that does not heed its stop signal', async () => {
    const service = supervise(`process.on('SIGTERM', () => undefined); ${steady}`);
    await service.start();
    const startedAt = performance.now();
    await service.stop();
    expect(service.pid).toBeUndefined();
    expect(performance.now() - startedAt).toBeGreaterThan(250);
    expect(told).toEqual([]);
  });

  it('understands readiness sent over the IPC channel', async () => {
    const service = supervise("process.send({ type: 'ready' }); setInterval(() => undefined, 1000);");
    await service.start();
    expect(service.pid).toBeTypeOf('number');
  });

  it('writes the pid of the real process down for people', async () => {
    const service = supervise(steady);
    await service.start();
    await expect
      .poll(async () => JSON.parse(await readFile(join(folder, 'processes.json'), 'utf8')))
      .toMatchObject({ supervisor: { pid: process.pid }, processes: { worker: { pid: service.pid } } });
  });
});

it('refuses a state folder whose supervisor still runs', async () => {
  await expect(claimStateFolder(folder, silentReporter)).rejects.toThrow(StateFolderInUseError);
});
