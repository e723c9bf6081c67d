import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * What tells a process from another that was given the same pid later: its start time and its command line.
 * @returns undefined if there is no such process, or if it ended and only waits to be collected (a zombie).
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid);
}

/** The command line of a process, words separated by spaces; undefined if there is no such process. */
export async function commandLine(pid: number): Promise<string | undefined> {
  const identity = await processIdentity(pid);
  return identity?.slice(identity.indexOf('|') + 1);
}

async function identityFromProc(pid: number): Promise<string | undefined> {
  try {
    const [status, words] = await Promise.all([
      readFile(`/proc/${String(pid)}/stat`, 'utf8'),
      readFile(`/proc/${String(pid)}/cmdline`, 'utf8'),
    ]);
    // proc(5): the name in parentheses may hold spaces, so count fields after it. State is field 3, start time 22.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return `${fields[19] ?? ''}|${words.replaceAll('\0', ' ').trim()}`;
  } catch {
    return undefined;
  }
}

async function identityFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=,command=', '-p', String(pid)]);
    // `lstart` is always 24 characters: "Thu Jan  1 00:00:00 1970".
    const line = stdout.trim();
    return line === '' ? undefined : `${line.slice(0, 24)}|${line.slice(24).trim()}`;
  } catch {
    return undefined;
  }
}
