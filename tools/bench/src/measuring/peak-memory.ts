import { readFile, writeFile } from 'node:fs/promises';

/**
 * Begins to watch the resident memory of a process. The function returned answers with its peak since, in bytes, as the
 * kernel keeps it (`VmHWM` of /proc/PID/status, proc(5)), so no sample is missed. Null where there is no /proc, and for a
 * process that has ended.
 */
export async function watchMemory(pid: number | undefined): Promise<() => Promise<number | null>> {
  // Writing 5 sets the peak to what is resident now.
  await writeFile(`/proc/${String(pid)}/clear_refs`, '5').catch(() => undefined);
  return async () => {
    const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
    return kibibytes === undefined ? null : Number(kibibytes) * 1024;
  };
}
