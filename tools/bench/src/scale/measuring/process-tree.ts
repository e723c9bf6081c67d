import { readdir, readFile } from 'node:fs/promises';
import { fieldsAfterName, ticksPerSecond } from '../../measuring/processor-time.ts';

/** What /proc/PID/stat says of a process. Times are clock ticks. */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** User and system time of the process, and of those of its children that have ended. */
  readonly ticks: number;
}

/** Reads a line of /proc/PID/stat (proc(5)); null where it is none. */
export function parseProcessStat(line: string): ProcessStat | null {
  const fields = fieldsAfterName(line);
  const [pid, parent] = [Number.parseInt(line, 10), Number(fields[1])];
  const times = fields.slice(11, 15).map(Number);
  if (times.length < 4 || [pid, parent, ...times].some(Number.isNaN)) return null;
  return { pid, parent, ticks: times.reduce((sum, time) => sum + time, 0) };
}

/** Clock ticks of a process and everything that descends from it: a server with a process for each connection is one. */
export function ticksOfTree(all: readonly ProcessStat[], root: number): number {
  const own = all.find(({ pid }) => pid === root);
  if (own === undefined) return 0;
  const children = all.filter(({ parent }) => parent === root);
  return children.reduce((sum, { pid }) => sum + ticksOfTree(all, pid), own.ticks);
}

/**
 * Begins to watch the processor time of processes, descendants included. The function returned answers with the
 * milliseconds that they have spent since, all together; 0 where there is no /proc.
 */
export async function watchProcessTrees(
  pids: readonly (number | undefined)[],
): Promise<() => Promise<number>> {
  const read = async (): Promise<number> => {
    const all = await readAll();
    return pids.reduce<number>((sum, pid) => sum + (pid === undefined ? 0 : ticksOfTree(all, pid)), 0);
  };
  const before = await read();
  return async () => (((await read()) - before) * 1_000) / ticksPerSecond;
}

async function readAll(): Promise<ProcessStat[]> {
  const names = await readdir('/proc').catch(() => []);
  const read = names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''));
  const stats = (await Promise.all(read)).map(parseProcessStat);
  return stats.filter((stat) => stat !== null);
}
