import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from '../processes/end-process.ts';
import { commandLine } from '../processes/process-identity.ts';

/** Milliseconds that a server left over may take for its fast shutdown. */
const grace = 5_000;

/**
 * Deals with `postmaster.pid` left behind by a killed server. PostgreSQL itself ignores it if no process has that pid;
 * here also when the pid was given to another program since (as happens in containers), and when the server that wrote
 * it still runs without a supervisor, which is ended.
 */
export async function clearLockFile(dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(content, 10);
  if (!Number.isInteger(pid)) return;
  const isOurs = async (): Promise<boolean> => (await commandLine(pid))?.includes(dataFolder) ?? false;
  if (await isOurs()) {
    sendSignal(pid, 'SIGINT');
    const deadline = performance.now() + grace;
    while ((await isOurs()) && performance.now() < deadline) await sleep(50);
    if (await isOurs()) sendSignal(pid, 'SIGKILL');
  } else if ((await commandLine(pid)) !== undefined) {
    await rm(file, { force: true });
  }
}
