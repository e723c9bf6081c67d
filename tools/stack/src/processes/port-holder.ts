import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandLine } from './process-identity.ts';

/** A process that listens on a port. */
export interface PortHolder {
  readonly pid: number;
  /** Its command line, at most 80 characters of it. */
  readonly command: string;
}

/** The process that listens on a TCP port of this machine; undefined if it cannot be told (no rights, no tool). */
export async function portHolder(port: number): Promise<PortHolder | undefined> {
  const pid = process.platform === 'linux' ? await pidFromProc(port) : await pidFromLsof(port);
  if (pid === undefined) return undefined;
  const command = (await commandLine(pid)) ?? 'unknown program';
  return { pid, command: command.length > 80 ? `${command.slice(0, 79)}…` : command };
}

const listening = '0A';

async function pidFromProc(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  // proc(5): fields are sl, local_address (hexadecimal ip:port), rem_address, st, …; the inode is the tenth.
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = tables
    .flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
    .filter((fields) => fields[1]?.endsWith(suffix) === true && fields[3] === listening)
    .map((fields) => `socket:[${fields[9] ?? ''}]`);
  if (inodes.length === 0) return undefined;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) if (await holdsOneOf(pid, inodes)) return Number(pid);
  return undefined;
}

async function holdsOneOf(pid: string, sockets: readonly string[]): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return targets.some((target) => sockets.includes(target));
}

async function pidFromLsof(port: number): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)('lsof', [
      '-nP',
      '-t',
      `-iTCP:${String(port)}`,
      '-sTCP:LISTEN',
    ]);
    const pid = Number.parseInt(stdout, 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}
