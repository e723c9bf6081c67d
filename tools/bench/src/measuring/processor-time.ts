import { readFile } from 'node:fs/promises';

/** Clock ticks of /proc in a second: `sysconf(_SC_CLK_TCK)`, 100 on every Linux that Node.js runs on. */
export const ticksPerSecond = 100;

/**
 * Begins to watch the processor time of a process, all its threads together. The function returned answers with the
 * milliseconds spent since (`utime` and `stime` of /proc/PID/stat, proc(5)), exact to 20. Null where there is no /proc,
 * and for a process that has ended.
 */
export async function watchProcessorTime(pid: number | undefined): Promise<() => Promise<number | null>> {
  const before = await processorTime(pid);
  return async () => {
    const after = await processorTime(pid);
    return before === null || after === null ? null : after - before;
  };
}

/**
 * The fields of a line of /proc/PID/stat from the third on (proc(5)). The second, the name in parentheses, may have spaces
 * and parentheses; the third follows its last one.
 */
export const fieldsAfterName = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

async function processorTime(pid: number | undefined): Promise<number | null> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  const [user, system] = fieldsAfterName(stat).slice(11, 13);
  if (user === undefined || system === undefined) return null;
  return ((Number(user) + Number(system)) * 1000) / ticksPerSecond;
}
