import { readFile } from 'node:fs/promises';
import { medianOf } from '../../measuring/distribution.ts';

/** Resident memory over the time of some work, in bytes: flat where the last quarter is not above the second. */
export interface MemoryCourse {
  readonly before: number;
  readonly secondQuarter: number;
  readonly lastQuarter: number;
}

const intervalMs = 200;

/**
 * Samples the resident memory of a process (`VmRSS` of /proc/PID/status) until the function returned is called, which
 * answers with medians. Null where there is no /proc, and after less than four samples.
 */
export async function followMemory(pid: number | undefined): Promise<() => MemoryCourse | null> {
  const before = await residentMemory(pid);
  const samples: number[] = [];
  const timer = setInterval(() => {
    void residentMemory(pid).then((bytes) => bytes !== null && samples.push(bytes));
  }, intervalMs);
  return () => {
    clearInterval(timer);
    if (before === null || samples.length < 4) return null;
    return { before, ...quarters(samples) };
  };
}

/** Medians of the second and the last quarter of samples, of which there are at least four. */
export function quarters(samples: readonly number[]): Pick<MemoryCourse, 'secondQuarter' | 'lastQuarter'> {
  const at = (quarter: number): number => Math.floor((samples.length * quarter) / 4);
  return {
    secondQuarter: medianOf(samples.slice(at(1), at(2))),
    lastQuarter: medianOf(samples.slice(at(3))),
  };
}

async function residentMemory(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}
