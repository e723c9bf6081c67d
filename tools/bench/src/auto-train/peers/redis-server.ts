import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';

/** A Redis, or Valkey, of the bench's own. */
export interface RedisServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Milliseconds that a server may take to accept connections. */
const patienceMs = 5_000;

/**
 * Starts a Redis on a free port with an append-only file synced every second, as BullMQ's guide to production asks for.
 * Undefined where neither `redis-server` nor `valkey-server` is installed: no npm package ships one.
 */
export async function startRedis(): Promise<RedisServer | undefined> {
  return (await startFrom('redis-server')) ?? (await startFrom('valkey-server'));
}

async function startFrom(command: string): Promise<RedisServer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-redis-'));
  const port = await getPort({ host: '127.0.0.1' });
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const child = spawn(command, [...settings, '--appendonly', 'yes', '--appendfsync', 'everysec'], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const isReady = await Promise.race([acceptsConnections(port), ended.then(() => false)]);
  if (isReady) return { port, stop };
  await stop();
  return undefined;
}

async function acceptsConnections(port: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const socket = connect(port, '127.0.0.1');
    const connected = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return true;
    await sleep(50);
  }
  return false;
}
